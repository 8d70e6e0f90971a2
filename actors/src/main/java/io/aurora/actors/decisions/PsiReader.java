package io.aurora.actors.decisions;

import io.aurora.domain.learning.PsiField;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The psi field as this node reads it. Thread-safe. */
public interface PsiReader {

    /** The field; there within the time a decision may wait for it, and never a failure. */
    CompletionStage<PsiField> now();

    Cache cache();

    /**
     * The reader's cache.
     *
     * @param hits readings answered by a fresh value
     * @param misses readings that found none
     * @param errors refreshes that failed
     * @param age of the value; absent where there is none
     * @param valid whether it is fresh
     * @param ttl how long it is
     */
    record Cache(long hits, long misses, long errors, Optional<Duration> age, boolean valid, Duration ttl) {
        /** Hits over all readings; 0 before the first. */
        public double hitRate() {
            return hits + misses == 0 ? 0.0 : (double) hits / (hits + misses);
        }
    }
}
