package io.aurora.http.port;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** How the node fares. */
public interface Health {

    /**
     * One check.
     *
     * @param ok outcome
     * @param required whether the node is ill where it fails
     * @param detail for people
     */
    record Check(boolean ok, boolean required, String detail) {}

    /** Checks by name ({@code model_loaded}, {@code latency_ok}, {@code journal_ok} ...), in the order given. */
    record Report(Map<String, Check> checks) {
        public Report {
            checks = Collections.unmodifiableMap(new LinkedHashMap<>(checks));
        }

        public boolean healthy() {
            return checks.values().stream().allMatch(check -> check.ok() || !check.required());
        }
    }

    CompletionStage<Report> report();

    /** Why the node cannot serve now; empty where sharding, journal and inference serve. */
    CompletionStage<List<String>> notReady();
}
