package io.aurora.config;

import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Names under which the original projects knew settings of a profile, and names of theirs that have no counterpart. */
final class Aliases {
    /** Other name to own name, both relative to a profile. */
    static final SortedMap<String, String> NAMES = new TreeMap<>(Map.ofEntries(
            Map.entry("acceptance.surprisal_p95_guard", "acceptance.guards.surprisal_p95.soft"),
            Map.entry("acceptance.coverage_lower_bound", "acceptance.guards.coverage_ema.soft"),
            Map.entry("acceptance.latency_p95_max_ms", "acceptance.guards.latency_p95.hard"),
            Map.entry("acceptance.max_interval_rel_width", "acceptance.guards.rel_width_p95.soft"),
            Map.entry("certification.icp.alpha_base", "icp.a0"),
            Map.entry("certification.icp.window", "icp.window"),
            Map.entry("certification.dro.alpha", "dro.alpha"),
            Map.entry("certification.dro.eps_base", "dro.eps_base"),
            Map.entry("certification.uncertainty.gamma", "kappa.gamma"),
            Map.entry("trading.max_latency_ms", "acceptance.guards.latency_p95.hard"),
            Map.entry("triggers.latency", "triggers.latency.limit"),
            Map.entry("triggers.coverage", "triggers.coverage.limit"),
            Map.entry("triggers.kappa", "triggers.kappa.limit"),
            Map.entry("triggers.kappa_plus", "triggers.kappa.limit")));

    /** Names relative to a profile that stand for a setting of the node. */
    static final SortedMap<String, String> NODE = new TreeMap<>(Map.of(
            "service.api.host", "http.host",
            "service.api.port", "http.port",
            "service.api.profile_label", "metrics.profile_label"));

    private static final Map<String, String> WITHOUT_COUNTERPART = Map.ofEntries(
            Map.entry("service.api.enabled", "whether a node serves HTTP is said by aurora.node.roles"),
            Map.entry(
                    "service.api.expose_metrics_from_profile",
                    "the metrics of all profiles are exposed, told apart by their label"),
            Map.entry("triggers.drawdown", "a drawdown belongs to positions, which are not certified here"),
            Map.entry("model", "models are folders named by aurora.inference.student and aurora.inference.router"),
            Map.entry("monitoring", "ports of Prometheus and Grafana belong to their own deployment"),
            Map.entry("trading.position_limit", "positions are not certified here"),
            Map.entry("trading.stop_loss", "positions are not certified here"),
            Map.entry("ci_gating", "gating of builds has a file of its own"),
            Map.entry("ci", "gating of builds has a file of its own"),
            Map.entry("exchange", "orders are not placed here"),
            Map.entry("executor", "orders are not placed here"),
            Map.entry("risk", "orders are not placed here"),
            Map.entry("rollout", "rollout of models is not part of a profile"),
            Map.entry("rollout_guard", "rollout of models is not part of a profile"));

    private Aliases() {}

    /** Why a name of the original projects has no effect; absent where it is no such name. */
    static Optional<String> withoutCounterpart(String name) {
        for (String at = name; ; at = at.substring(0, at.lastIndexOf('.'))) {
            String reason = WITHOUT_COUNTERPART.get(at);
            if (reason != null || at.indexOf('.') < 0) {
                return Optional.ofNullable(reason);
            }
        }
    }

    /** What a value means under the own name: the original kappa_plus trigger has the opposite polarity. */
    static ConfigValue translate(String name, ConfigValue value) {
        boolean flipped = List.of("triggers.kappa", "triggers.kappa_plus").contains(name);
        if (!flipped || value.valueType() != ConfigValueType.NUMBER) {
            return value;
        }
        BigDecimal limit = new BigDecimal(value.unwrapped().toString());
        return ConfigValueFactory.fromAnyRef(BigDecimal.ONE.subtract(limit).doubleValue())
                .withOrigin(value.origin());
    }

    /** What the reader of a file should know about a translated name; absent where it means the same. */
    static Optional<String> caution(String name, ConfigValue before, ConfigValue after) {
        if (name.equals("certification.dro.eps_base")) {
            return Optional.of(
                    name + "=" + before.unwrapped()
                            + ": the original projects' radius goes with dro.penalty=plain; their 0.1 is about 0.02 with wasserstein");
        }
        if (before.equals(after)) {
            return Optional.empty();
        }
        return Optional.of(name + "=" + before.unwrapped()
                + ": kappa_plus is certainty here (higher is safer), so that 'above " + before.unwrapped()
                + "' was read as 'below " + after.unwrapped() + "' (triggers.kappa.limit)");
    }
}
