package io.aurora.inference;

/** What a worker tells about itself; called from its own actor, so an implementation must not block. */
public interface InferenceMetrics {
    /** Counts nothing. */
    InferenceMetrics NONE = new InferenceMetrics() {};

    /** Why a request got no forecast. */
    enum Miss {
        /** The queue was full. */
        BUSY("busy"),
        /** Its asker waits no longer. */
        DEADLINE("deadline"),
        /** It broke the engine, or held a value that is not finite. */
        FAILED("failed"),
        /** The device has gone. */
        LOST("lost");

        private final String code;

        Miss(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /**
     * A batch is done.
     *
     * @param size requests in it
     * @param deviceNanos time on the engine, nanoseconds
     */
    default void batch(int size, long deviceNanos) {}

    /** Requests that wait, after a change. */
    default void queueDepth(int requests) {}

    /** A request got no forecast. */
    default void missed(Miss why) {}

    /** An answer was computed again on the reference device; {@code same}: every bit is the same. Called from a thread of its own. */
    default void compared(boolean same) {}

    /** One more, or one less, device answers. */
    default void device(boolean answers) {}

    /**
     * A refit of the BIC router is done.
     *
     * @param undefined whether a fit was undefined
     */
    default void refit(long nanos, boolean undefined) {}
}
