package io.aurora.http.wire;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Bodies of the probes. */
public interface HealthBody {
    /** The process answers. */
    record Alive(String status, Instant timestamp) {}

    /** Whether the node serves, and if not, why. */
    record Ready(boolean ready, List<String> reasons) {}

    /**
     * All checks.
     *
     * @param status healthy or unhealthy
     * @param checks by name
     * @param details by name, for people
     * @param node node
     * @param version version of the program
     */
    record Report(
            String status, Map<String, Boolean> checks, Map<String, String> details, String node, String version) {}
}
