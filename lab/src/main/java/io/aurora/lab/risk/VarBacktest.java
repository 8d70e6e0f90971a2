package io.aurora.lab.risk;

import io.aurora.domain.statistics.AggregateRiskGap;
import io.aurora.domain.statistics.CoverageTest;
import io.aurora.domain.statistics.ShortfallBacktest;
import io.aurora.domain.statistics.TestResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Back-test of certified intervals as risk forecasts. Each end of an interval is the value at risk of one side at half the miscoverage aimed at:
 * the lower end for who is long, the upper for who is short. Interval and sides are tested for coverage and independence; expected shortfall, on
 * which an interval says nothing, is that of the Student-t whose quantile is the interval's end.
 *
 * <p>The miscoverage aimed at moves a little with the regime; the tests take its mean.
 */
public final class VarBacktest {
    private final IntervalRecord record;
    private final StudentTail law;
    private final int simulations;
    private final long seed;
    private final double alpha;

    /** Which losses are looked at. */
    public enum Side {
        LONG(1.0),
        SHORT(-1.0);

        private final double sign;

        Side(double sign) {
            this.sign = sign;
        }
    }

    /**
     * A back-test of one record.
     *
     * @param degrees of freedom of the Student-t
     * @param simulations behind the p-values of the shortfall tests
     */
    public VarBacktest(IntervalRecord record, double degrees, int simulations, long seed) {
        if (record.size() == 0) {
            throw new IllegalArgumentException("needs settled forecasts after the warm-up: forecasts=0");
        }
        this.record = record;
        this.law = new StudentTail(degrees);
        this.simulations = simulations;
        this.seed = seed;
        this.alpha = record.settled().stream()
                .mapToDouble(IntervalRecord.Settled::alpha)
                .average()
                .orElseThrow();
    }

    /** Figures by key; {@code step} hears of each side. */
    public Map<String, Object> figures(Runnable step) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("forecasts", record.size());
        figures.put("mean_alpha_target", alpha);
        figures.put("student_degrees", law.degrees());
        figures.put("simulations", simulations);
        figures.put("interval", coverage(hits(one -> one.half() - Math.abs(one.residual())), alpha));
        for (Side side : Side.values()) {
            Map<String, Object> part = coverage(hits(one -> one.half() + side.sign * one.residual()), alpha / 2.0);
            part.putAll(shortfall(side));
            figures.put(side.name().toLowerCase(java.util.Locale.ROOT), part);
            step.run();
        }
        return figures;
    }

    private boolean[] hits(ToDoubleFunction<IntervalRecord.Settled> room) {
        List<IntervalRecord.Settled> settled = record.settled();
        boolean[] hits = new boolean[settled.size()];
        for (int i = 0; i < hits.length; i++) {
            hits[i] = room.applyAsDouble(settled.get(i)) < 0.0;
        }
        return hits;
    }

    private static Map<String, Object> coverage(boolean[] hits, double probability) {
        CoverageTest test = CoverageTest.of(hits, probability);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("promised", probability);
        figures.put("found", (double) test.exceedances() / hits.length);
        figures.put("exceedances", test.exceedances());
        figures.put("kupiec", result(test.unconditional()));
        figures.put("christoffersen_independence", result(test.independence()));
        figures.put("christoffersen_conditional", result(test.conditional()));
        return figures;
    }

    private static Map<String, Object> result(TestResult test) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("statistic", test.statistic());
        figures.put("p_value", test.pValue());
        figures.put("n", test.n());
        return figures;
    }

    private Map<String, Object> shortfall(Side side) {
        int n = record.size();
        double[] returns = new double[n];
        double[] var = new double[n];
        double[] scale = new double[n];
        double[] es = new double[n];
        for (int i = 0; i < n; i++) {
            IntervalRecord.Settled one = record.settled().get(i);
            double quantile = law.quantile(one.alpha() / 2.0);
            returns[i] = side.sign * one.residual();
            var[i] = one.half();
            scale[i] = one.half() / quantile;
            es[i] = scale[i] * law.shortfall(one.alpha() / 2.0, quantile);
        }
        ShortfallBacktest test = new ShortfallBacktest(var, es, alpha / 2.0);
        ShortfallBacktest.Statistics found = test.statistics(returns);
        ShortfallBacktest.PValues p =
                test.pValues(found, scale, law.degrees(), simulations, new SplittableRandom(seed * 2 + side.ordinal()));
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("acerbi_szekely_z1", orNull(found.z1()));
        figures.put("z1_p_value", orNull(p.p1()));
        figures.put("acerbi_szekely_z2", found.z2());
        figures.put("z2_p_value", p.p2());
        figures.putAll(riskGap(returns, var, es));
        return figures;
    }

    /** Losses beyond the value at risk against what was forecast for those bars. */
    private static Map<String, Object> riskGap(double[] returns, double[] var, double[] es) {
        double realised = 0.0;
        double forecast = 0.0;
        int count = 0;
        for (int i = 0; i < returns.length; i++) {
            if (returns[i] + var[i] < 0.0) {
                realised -= returns[i];
                forecast += es[i];
                count++;
            }
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        if (count > 0) {
            AggregateRiskGap gap = AggregateRiskGap.of(realised / count, forecast / count, returns.length);
            figures.put("realised_es", realised / count);
            figures.put("forecast_es", forecast / count);
            figures.put("risk_gap", gap.gap());
            figures.put("risk_gap_passed", gap.isJudged() ? gap.isPassed() : null);
        }
        return figures;
    }

    private static Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
