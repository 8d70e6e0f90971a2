package io.aurora.cluster.metrics;

import io.aurora.actors.basket.BasketMetrics;
import io.aurora.domain.portfolio.RebalanceRule;
import java.util.Locale;

/** Counts what the keeper of baskets does. Names of baskets are those of the settings, so their label does not grow. */
final class KamonBasketMetrics implements BasketMetrics {
    @Override
    public void optimised(RebalanceRule.Cause cause, Result result) {
        Instruments.counter(MetricNames.BASKET_OPTIMISED, code(cause), code(result))
                .increment();
    }

    @Override
    public void shortfall(String basket, double worstCase) {
        Instruments.gauge(MetricNames.BASKET_SHORTFALL, basket).set(worstCase);
    }

    @Override
    public void left(String basket) {
        Instruments.gauge(MetricNames.BASKET_SHORTFALL, basket).clear();
    }

    private static String code(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
