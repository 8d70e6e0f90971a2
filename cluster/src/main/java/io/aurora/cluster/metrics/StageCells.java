package io.aurora.cluster.metrics;

import io.aurora.actors.symbol.SymbolMetrics.Stages;
import io.aurora.config.MetricsSettings;
import kamon.metric.Counter;

/**
 * Time of a decision's stages against their budgets. The ARMA crossbar index is worked out with the features, uncertainty with the
 * certification; neither is timed apart, and a portfolio is no part of a symbol's decision: these three have no series.
 */
final class StageCells {
    private static final double NANOS_PER_MS = 1e6;

    private final Stage features;
    private final Stage router;
    private final Stage student;
    private final Stage certification;
    private final Stage slack;
    private final Instruments.Spread prediction = Instruments.histogram(MetricNames.PREDICTION_LATENCY);

    StageCells(MetricsSettings.Budgets budgets) {
        features = new Stage("features", budgets.features());
        router = new Stage("router", budgets.router());
        student = new Stage("student", budgets.student());
        certification = new Stage("certification", budgets.certification());
        slack = new Stage("slack", budgets.slack());
    }

    void record(Stages stages) {
        features.record(stages.prepareNanos());
        certification.record(stages.decideNanos());
        slack.record(stages.storeNanos());
        if (stages.routerNanos() > 0) {
            router.record(stages.routerNanos());
        }
        if (stages.inferenceNanos() > 0) {
            student.record(stages.inferenceNanos());
            prediction.record(stages.inferenceNanos() / NANOS_PER_MS);
        }
    }

    private static final class Stage {
        private final Instruments.Spread spread;
        private final Counter overruns;
        private final double budgetMs;

        private Stage(String name, double budgetMs) {
            spread = Instruments.histogram(MetricNames.STAGE, name);
            overruns = Instruments.counter(MetricNames.STAGE_OVERRUN, name);
            this.budgetMs = budgetMs;
        }

        private void record(long nanos) {
            double ms = nanos / NANOS_PER_MS;
            spread.record(ms);
            if (ms > budgetMs) {
                overruns.increment();
            }
        }
    }
}
