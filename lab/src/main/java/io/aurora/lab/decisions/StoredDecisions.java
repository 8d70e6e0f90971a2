package io.aurora.lab.decisions;

import io.aurora.config.StoreSettings;
import io.aurora.domain.learning.PartitionEvent.DecisionMade;
import io.aurora.persistence.readside.ReadSide;
import io.aurora.persistence.readside.TraceRow;
import io.aurora.persistence.readside.TraceStore;
import io.aurora.persistence.store.Store;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Logs in a store: the H2 file of a stopped node, or a PostgreSQL database, node or no node. Reads the read side. */
public final class StoredDecisions implements DecisionSource {
    private static final int PAGE = 2_000;

    private final Store store;
    private final TraceStore traces;

    /** Opens the store as it is; it changes nothing in it. */
    public StoredDecisions(StoreSettings settings, Map<String, String> env) {
        this.store = Store.openExisting(settings, env);
        this.traces = new TraceStore(store);
    }

    /** Whether the journal holds events that are not in the log yet; a node that runs brings them in. */
    public boolean isBehind() {
        return new ReadSide(store, Clock.systemUTC()).projectionLagSeconds() > 0.0;
    }

    @Override
    public void forEach(String policy, Consumer<LoggedDecision> use) {
        long after = 0;
        List<TraceRow> page = traces.page(policy, after, PAGE);
        while (!page.isEmpty()) {
            for (TraceRow row : page) {
                use.accept(logged(row));
                after = row.id();
            }
            page = page.size() < PAGE ? List.of() : traces.page(policy, after, PAGE);
        }
    }

    private static LoggedDecision logged(TraceRow row) {
        DecisionMade made = row.decision();
        return new LoggedDecision(
                row.traceId(),
                row.policy(),
                row.partition(),
                made.atMs(),
                made.state(),
                made.candidates(),
                Arrays.stream(made.q()).boxed().toList(),
                made.choice()
                        .map(choice -> new LoggedDecision.Chosen(
                                made.candidates().get(choice.index()),
                                choice.propensity(),
                                choice.epsilon(),
                                choice.explored(),
                                choice.score())),
                row.feedback()
                        .map(feedback -> new LoggedDecision.Learned(
                                feedback.reward(),
                                feedback.nextState(),
                                feedback.maxNext(),
                                feedback.oldQ(),
                                feedback.newQ())));
    }

    @Override
    public void close() {
        store.close();
    }
}
