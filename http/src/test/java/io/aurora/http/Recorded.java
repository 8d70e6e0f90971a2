package io.aurora.http;

import io.aurora.domain.portfolio.MarketRegime;
import io.aurora.domain.portfolio.RecordedBar;
import java.util.Optional;
import java.util.OptionalDouble;

/** Recorded bars for tests. */
final class Recorded {
    private Recorded() {}

    /** One without regime and score. */
    static RecordedBar bar(long tsMs, double close) {
        return new RecordedBar(tsMs, close, Optional.empty(), OptionalDouble.empty());
    }

    static RecordedBar bar(long tsMs, double close, MarketRegime regime) {
        return new RecordedBar(tsMs, close, Optional.of(regime), OptionalDouble.empty());
    }
}
