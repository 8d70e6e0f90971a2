package io.aurora.config;

import io.aurora.domain.check.Require;
import java.time.Duration;
import java.util.Optional;

/**
 * The router that scores an execution.
 *
 * @param url its address; absent: the built-in scorer alone
 * @param timeout longest wait for its score, a retry included
 * @param attemptTimeout longest wait for one answer
 * @param within longest time from a decision's request to the end of the wait for the router
 * @param failures failures in a row after which it is left alone
 * @param reset how long it is left alone
 */
public record RouterSettings(
        Optional<String> url,
        Duration timeout,
        Duration attemptTimeout,
        Duration within,
        int failures,
        Duration reset) {
    public RouterSettings {
        url.ifPresent(address -> Check.httpUrl("url", address));
        Check.positive("timeout", timeout);
        Check.positive("attempt_timeout", attemptTimeout);
        Check.ordered("attempt_timeout", attemptTimeout, "timeout", timeout);
        Check.ordered("timeout", timeout, "within", within);
        Require.atLeast("failures", failures, 1);
        Check.positive("reset", reset);
    }
}
