package io.aurora.http.port;

/** Where the front counts. Called on request threads; must not block. */
public interface HttpMetrics {
    /** Counts nothing. */
    HttpMetrics NONE = new HttpMetrics() {
        @Override
        public void request(String route, int status, long durationNs) {}

        @Override
        public void staleServed() {}
    };

    /**
     * A request was answered.
     *
     * @param route template of its endpoint, {@code none} where there is none
     * @param status HTTP status
     * @param durationNs from receipt to the answer's head, nanoseconds
     */
    void request(String route, int status, long durationNs);

    /** A decision was served after its validity, as BLOCK. */
    void staleServed();
}
