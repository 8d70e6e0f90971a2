package io.aurora.http.port;

import java.util.OptionalDouble;

/** Percentiles over many symbols, from the nodes' merged histograms; absent where these hold nothing. */
public interface Tails {
    /** No histograms. */
    Tails NONE = new Tails() {
        @Override
        public OptionalDouble surprisalP95() {
            return OptionalDouble.empty();
        }

        @Override
        public OptionalDouble latencyP95Ms() {
            return OptionalDouble.empty();
        }
    };

    OptionalDouble surprisalP95();

    OptionalDouble latencyP95Ms();
}
