package io.aurora.lab.ope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aurora.domain.learning.Exploration;
import io.aurora.domain.learning.PolicyTerms;
import io.aurora.domain.learning.RewardTerms;
import io.aurora.domain.learning.Selection;
import io.aurora.domain.learning.StateKey;
import io.aurora.domain.learning.TraceId;
import io.aurora.domain.learning.offpolicy.CrossFittedTable;
import io.aurora.domain.learning.offpolicy.PolicyValue;
import io.aurora.lab.decisions.LogCsv;
import io.aurora.lab.decisions.LoggedDecision;
import io.aurora.lab.learning.LoopLearner;
import io.aurora.lab.learning.ProviderWorld;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopLogTest {
    private static final List<String> NAMES = List.of("a/1", "b|x/1", "c,\"/1", "d\\/1", "e/1");
    private static final int ROWS = 4_000;
    private static final long SEED = 3;

    @TempDir
    Path folder;

    @Test
    void shouldValueAnotherExplorationRightWhenTheLoopsOwnExportIsRead() {
        Path file = folder.resolve("decisions.csv.gz");
        ProviderWorld world = new ProviderWorld(SEED, NAMES.size(), 0.12, 0.15, OptionalInt.empty());
        double truth = export(file, world);

        PolicyLog log = PolicyLog.read(file, Optional.empty());

        assertThat(log.choices().rows()).isEqualTo(ROWS - ROWS / 10);
        assertThat(log.withoutReward()).isEqualTo(ROWS / 10);
        assertThat(log.actions()).containsExactlyElementsOf(NAMES);
        CrossFittedTable model = new CrossFittedTable(log.choices(), 5);
        PolicyValue own = PolicyValue.of(log.choices(), Targets.explored(log, 0.1), model, -1.0, 1.0);
        assertThat(own.largestWeight())
                .as("its own exploration weighs every row 1")
                .isEqualTo(1.0);
        assertThat(own.effectiveSampleSize()).isCloseTo(log.choices().rows(), within(1e-9));
        PolicyValue more = PolicyValue.of(log.choices(), Targets.explored(log, 0.5), model, -1.0, 1.0);
        assertThat(more.doublyRobust().covers(truth))
                .as("seed %s: %s of %s", SEED, more.doublyRobust(), truth)
                .isTrue();
        assertThat(truth)
                .isBetween(more.sequenceLow(), more.sequenceHigh())
                .isLessThan(own.logged().low());
    }

    /** Every tenth decision gets no feedback into the log; the value is that of the highest value explored with 0.5. */
    private static double export(Path file, ProviderWorld world) {
        PolicyTerms terms = new PolicyTerms("p", 1, 0.2, 0.92, List.of(), RewardTerms.DEFAULT, StateKey.FORM);
        LoopLearner loop = new LoopLearner(terms, Exploration.DEFAULT, NAMES.size(), 99);
        double truth = 0.0;
        try (LogCsv csv = new LogCsv(file)) {
            for (int i = 0; i < ROWS; i++) {
                int chosen = loop.choose();
                Selection made = loop.last();
                double reward = world.reward(chosen);
                loop.earned(chosen, reward);
                csv.write(decision(i, made, i % 10 == 9 ? Optional.empty() : Optional.of(reward)));
                truth += i % 10 == 9 ? 0.0 : explored(made, world) / (ROWS - ROWS / 10);
            }
            csv.complete();
        }
        return truth;
    }

    private static double explored(Selection made, ProviderWorld world) {
        int best = 0;
        double all = 0.0;
        for (int i = 0; i < NAMES.size(); i++) {
            best = made.q()[i] > made.q()[best] ? i : best;
            all += world.mean(i) / NAMES.size();
        }
        return 0.5 * world.mean(best) + 0.5 * all;
    }

    private static LoggedDecision decision(int i, Selection made, Optional<Double> reward) {
        return new LoggedDecision(
                TraceId.of("p", 0, i + 1L).toString(),
                "p",
                0,
                1_000L * i,
                "s",
                NAMES,
                Arrays.stream(made.q()).boxed().toList(),
                Optional.of(new LoggedDecision.Chosen(
                        NAMES.get(made.index()), made.propensity(), made.epsilon(), made.explored(), 0.5)),
                reward.map(value -> new LoggedDecision.Learned(value, "s", 0.0, 0.0, 0.0)));
    }
}
