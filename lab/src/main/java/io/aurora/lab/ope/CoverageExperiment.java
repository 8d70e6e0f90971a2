package io.aurora.lab.ope;

import io.aurora.domain.learning.offpolicy.CrossFittedTable;
import io.aurora.domain.learning.offpolicy.Estimate;
import io.aurora.domain.learning.offpolicy.PolicyValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** How often the 95 % intervals hold the truth in simulated logs of two makes: see {@link KnownLog}. */
public final class CoverageExperiment {
    private static final int FOLDS = 5;

    private final Map<String, Tally> tallies = new LinkedHashMap<>();

    private static final class Tally {
        private final Function<PolicyValue, Estimate> of;
        private int covered;
        private double width;
        private double squaredError;

        private Tally(Function<PolicyValue, Estimate> of) {
            this.of = of;
        }

        private void add(PolicyValue value, double truth) {
            Estimate estimate = of.apply(value);
            covered += estimate.covers(truth) ? 1 : 0;
            width += estimate.high() - estimate.low();
            squaredError += (estimate.value() - truth) * (estimate.value() - truth);
        }

        private Map<String, Object> figures(int logs) {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("coverage", (double) covered / logs);
            figures.put("mean_width", width / logs);
            figures.put("root_mean_square_error", Math.sqrt(squaredError / logs));
            return figures;
        }
    }

    private CoverageExperiment() {
        tallies.put("ips", new Tally(PolicyValue::ips));
        tallies.put("snips", new Tally(PolicyValue::snips));
        tallies.put("dr", new Tally(PolicyValue::doublyRobust));
        tallies.put("confidence_sequence", new Tally(CoverageExperiment::sequence));
    }

    private static Estimate sequence(PolicyValue value) {
        double middle = (value.sequenceLow() + value.sequenceHigh()) / 2.0;
        return new Estimate(middle, 0.0, value.sequenceLow(), value.sequenceHigh());
    }

    /** The logs of the seeds 1 to {@code logs} of each make, each of {@code rows} rows; {@code done} is called after each seed. */
    public static Map<String, Object> run(int logs, int rows, Runnable done) {
        CoverageExperiment independent = new CoverageExperiment();
        CoverageExperiment loop = new CoverageExperiment();
        for (int seed = 1; seed <= logs; seed++) {
            independent.add(KnownLog.independent(seed, rows));
            loop.add(KnownLog.ofLoop(seed, rows));
            done.run();
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("logs", logs);
        figures.put("rows", rows);
        figures.put("independent_rows", independent.figures(logs));
        figures.put("made_by_the_loop", loop.figures(logs));
        return figures;
    }

    private void add(KnownLog known) {
        CrossFittedTable model = new CrossFittedTable(known.log(), FOLDS);
        PolicyValue value = PolicyValue.of(known.log(), known.target(), model, -1.0, 1.0);
        tallies.values().forEach(tally -> tally.add(value, known.truth()));
    }

    private Map<String, Object> figures(int logs) {
        Map<String, Object> figures = new LinkedHashMap<>();
        tallies.forEach((name, tally) -> figures.put(name, tally.figures(logs)));
        return figures;
    }
}
