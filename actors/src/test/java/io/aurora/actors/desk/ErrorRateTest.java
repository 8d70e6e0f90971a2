package io.aurora.actors.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurora.domain.settings.HoldSettings;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ErrorRateTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong nanos = new AtomicLong();

    private ErrorRate rate(boolean enabled) {
        return new ErrorRate(new HoldSettings(true, 0.3, 5, enabled, 0.05, 300_000L), nanos::get);
    }

    private static void count(ErrorRate rate, int good, int failed) {
        for (int i = 0; i < good + failed; i++) {
            rate.count(i < failed);
        }
    }

    @Test
    void shouldBeBreachedWhenMoreThanTheShareFails() {
        ErrorRate rate = rate(true);

        count(rate, 95, 5);
        assertThat(rate.breached()).as("5 of 100 is not above 5 %").isFalse();
        count(rate, 0, 1);
        assertThat(rate.breached()).as("6 of 101").isTrue();
    }

    @Test
    void shouldSayNothingWhenThereAreFewRequests() {
        ErrorRate rate = rate(true);

        count(rate, 0, ErrorRate.LEAST_REQUESTS - 1);
        assertThat(rate.breached()).isFalse();
        count(rate, 0, 1);
        assertThat(rate.breached()).isTrue();
    }

    @Test
    void shouldForgetWhatIsOlderThanTheWindow() {
        ErrorRate rate = rate(true);
        count(rate, 0, 50);

        nanos.addAndGet(289 * SECOND);
        assertThat(rate.breached()).isTrue();
        nanos.addAndGet(11 * SECOND);
        assertThat(rate.breached()).isFalse();
        count(rate, 100, 0);
        assertThat(rate.breached()).isFalse();
    }

    @Test
    void shouldNeverBeBreachedWhenSwitchedOff() {
        ErrorRate rate = rate(false);

        count(rate, 0, 100);

        assertThat(rate.breached()).isFalse();
    }

    @Test
    void shouldStartAnewWhenForgotten() {
        ErrorRate rate = rate(true);
        count(rate, 0, 100);

        rate.forget();

        assertThat(rate.breached()).isFalse();
    }
}
