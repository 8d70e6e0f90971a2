package io.aurora.lab.bench;

import io.aurora.domain.learning.PartitionBytes;
import io.aurora.domain.learning.PartitionEvent;
import io.aurora.domain.learning.PartitionEvent.DecisionMade;
import io.aurora.domain.learning.PartitionEvent.FeedbackApplied;
import io.aurora.domain.learning.PartitionEvent.PartitionOpened;
import io.aurora.domain.learning.PartitionFold;
import io.aurora.domain.learning.PartitionState;
import io.aurora.domain.learning.PolicyTerms;
import io.aurora.domain.learning.PsiField;
import io.aurora.domain.learning.RewardTerms;
import io.aurora.domain.learning.Selection;
import io.aurora.domain.learning.StateKey;
import io.aurora.domain.learning.Strategy;
import io.aurora.domain.learning.TaskContext;
import io.aurora.domain.learning.TaskOutcome;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The decision loop's fold on one thread: one partition, states by Zipf(1), five candidates, an outcome for every decision. */
public final class LearnBench {
    private static final List<String> CANDIDATES = List.of("aws/c5", "gcp/n2", "azure/d4", "vast/v4", "akash/a8");
    private static final double NANOS_PER_S = 1e9;
    private static final int CLOSED_KEPT = 1_563;
    private static final double LATENCY_MS = 200.0;
    private static final double EPSILON = 0.1;

    private final SplittableRandom random = new SplittableRandom(1);
    private final String[] states;
    private final double[] cumulative;
    private final PartitionState partition = PartitionState.of(
            new PartitionOpened(
                    0, new PolicyTerms("bench", 1, 0.2, 0.92, List.of(), RewardTerms.DEFAULT, StateKey.FORM), 0),
            CLOSED_KEPT);

    /**
     * One run.
     *
     * @param perSecond decisions a second, each with its outcome
     * @param bytesEach canonical bytes of the two events, 0 where they were not encoded
     */
    public record Rates(double perSecond, double bytesEach) {}

    /** @param states how many states there are */
    public LearnBench(int states) {
        this.states = IntStream.range(0, states)
                .mapToObj(i -> "latency=<50;cpu=<=8;memory=<=32;region=r" + i + ";coherence=mid;density=mid;count=5+")
                .toArray(String[]::new);
        this.cumulative = new double[states];
        double sum = 0.0;
        for (int i = 0; i < states; i++) {
            sum += 1.0 / (i + 1);
            cumulative[i] = sum;
        }
    }

    /** Makes {@code decisions} decisions and learns from each; {@code encode} adds the canonical bytes, the hash chain's input. */
    public Rates run(int decisions, boolean encode) {
        long bytes = 0L;
        long started = System.nanoTime();
        for (int i = 0; i < decisions; i++) {
            PartitionEvent decision = decide(i);
            partition.apply(decision);
            PartitionEvent feedback = learn(i);
            partition.apply(feedback);
            if (encode) {
                bytes += PartitionBytes.encode(decision).length + PartitionBytes.encode(feedback).length;
            }
        }
        double seconds = (System.nanoTime() - started) / NANOS_PER_S;
        return new Rates(decisions / seconds, (double) bytes / decisions);
    }

    /** Bytes of the state now. */
    public int snapshotBytes() {
        return partition.toBytes().length;
    }

    private DecisionMade decide(int i) {
        String state = state();
        Selection selection = Strategy.select(
                partition.q(state, CANDIDATES),
                partition.tries(state, CANDIDATES),
                CANDIDATES,
                EPSILON,
                random.nextDouble(),
                random.nextDouble());
        return PartitionFold.decide(
                partition,
                i,
                "task-" + i,
                TaskContext.EMPTY,
                PsiField.NEUTRAL,
                state,
                CANDIDATES,
                Optional.of(selection),
                partition.builtInScore(CANDIDATES.get(selection.index())),
                PartitionEvent.BUILT_IN,
                Optional.empty());
    }

    private FeedbackApplied learn(int i) {
        long trace = partition.lastTrace();
        String state = partition.open(trace).orElseThrow().state();
        TaskOutcome outcome = new TaskOutcome(LATENCY_MS * random.nextDouble(), random.nextDouble(), 0, true);
        return PartitionFold.learn(partition, i, trace, outcome, state, partition.maxQ(state, CANDIDATES));
    }

    private String state() {
        double drawn = random.nextDouble() * cumulative[cumulative.length - 1];
        int at = Arrays.binarySearch(cumulative, drawn);
        return states[at >= 0 ? at : -at - 1];
    }
}
