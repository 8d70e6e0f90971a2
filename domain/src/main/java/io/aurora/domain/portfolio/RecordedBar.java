package io.aurora.domain.portfolio;

import io.aurora.domain.check.Require;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What portfolios and transfers ask of a bar that was decided on.
 *
 * @param tsMs start of the bar, epoch milliseconds
 * @param close closing price, above 0
 * @param regime regime at the bar; absent where it was not recorded
 * @param score conformal score of the forecast of this bar's return, settled at this bar, at least 0; absent where there was no forecast
 */
public record RecordedBar(long tsMs, double close, Optional<MarketRegime> regime, OptionalDouble score) {
    public RecordedBar {
        Require.positive("close", close);
        if (score.isPresent()) {
            Require.nonNegative("score", score.getAsDouble());
        }
    }
}
