package io.aurora.config;

import io.aurora.domain.settings.Key;
import java.time.Duration;
import java.util.Optional;

/**
 * The psi field.
 *
 * @param url where it is read; absent: derived from the live symbols
 * @param cacheTtl age from which it is read anew
 * @param longestWait how long a decision waits for it
 */
public record PsiSettings(
        Optional<String> url,
        Duration cacheTtl,
        @Key("wait") Duration longestWait) {
    public PsiSettings {
        url.ifPresent(address -> Check.httpUrl("url", address));
        Check.positive("cache_ttl", cacheTtl);
        Check.atLeast("wait", longestWait, Duration.ZERO);
    }
}
