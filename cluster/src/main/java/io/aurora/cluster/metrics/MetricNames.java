package io.aurora.cluster.metrics;

import static io.aurora.cluster.metrics.MetricSpec.counter;
import static io.aurora.cluster.metrics.MetricSpec.gauge;
import static io.aurora.cluster.metrics.MetricSpec.histogram;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Every metric of the node besides those of the JVM and of Akka. A symbol is live while it is in this node's memory, out of WARMUP and
 * not stale; a symbol in WARMUP counts among the bars and the states and nowhere else.
 */
public final class MetricNames {
    /** Recorded numbers per millisecond: nanoseconds. */
    private static final double NANOS_PER_MS = 1e6;

    private static final double NANOS_PER_SECOND = 1e9;

    /** Scores without a unit are recorded in millionths. */
    private static final double MILLIONTHS = 1e6;

    /** Relative widths go down to ten-thousandths, so they are recorded in billionths. */
    private static final double BILLIONTHS = 1e9;

    static final MetricSpec DECISION =
            counter("aurora_acceptance_decision_total", "Decisions by state", "decision", "profile");
    static final MetricSpec TRANSITIONS = counter(
            "aurora_acceptance_state_transitions_total", "Changes of state", "from_state", "to_state", "profile");
    static final MetricSpec STATE =
            gauge("aurora_acceptance_state", "Symbols served in the state; stale ones in BLOCK", "state", "profile");
    static final MetricSpec VIOLATION = counter(
            "aurora_acceptance_violation_total", "Bars on which a kind of guard was breached", "type", "profile");
    static final MetricSpec SURPRISAL =
            histogram("aurora_acceptance_surprisal_v2", MILLIONTHS, "Surprisal of settled forecasts", "profile");
    static final MetricSpec LATENCY = histogram(
            "aurora_acceptance_latency_ms", NANOS_PER_MS, "From taking the bar to the inference result", "profile");
    static final MetricSpec REL_WIDTH = histogram(
            "aurora_acceptance_rel_width", BILLIONTHS, "Width of the interval as a share of its middle", "profile");
    static final MetricSpec KAPPA = histogram("aurora_acceptance_kappa", MILLIONTHS, "Certainty, 0 to 1", "profile");
    static final MetricSpec REL_WIDTH_CURRENT =
            gauge("aurora_acceptance_rel_width_current", "Mean relative width of live symbols", "profile");
    static final MetricSpec ACCEPTANCE_KAPPA_PLUS =
            gauge("aurora_acceptance_kappa_plus", "Mean kappa_plus of live symbols", "profile");
    static final MetricSpec BLOCK_AGE_SECONDS =
            gauge("aurora_acceptance_block_age_seconds_max", "Longest stay in BLOCK, bars times bar length", "profile");
    static final MetricSpec BLOCK_AGE_BARS =
            gauge("aurora_acceptance_block_age_bars_max", "Longest stay in BLOCK in bars", "profile");
    static final MetricSpec LAG_BARS =
            gauge("aurora_acceptance_lag_bars_max", "Largest lag of a live symbol's last bar", "profile");

    static final MetricSpec MISS = counter("aurora_icp_miss_total", "Returns outside their interval", "profile");
    static final MetricSpec ALPHA = gauge("aurora_icp_alpha", "Mean miscoverage served", "profile");
    static final MetricSpec ALPHA_TARGET = gauge("aurora_icp_alpha_target", "Mean miscoverage aimed at", "profile");
    static final MetricSpec COVERAGE_EMA = gauge("aurora_icp_coverage_ema", "Mean running coverage", "profile");
    static final MetricSpec COVERAGE_EMA_WORST =
            gauge("aurora_icp_coverage_ema_worst", "Smallest running coverage of a live symbol", "profile");

    static final MetricSpec RISK_SCALE =
            gauge("aurora_execution_risk_scale", "Mean risk scale of live symbols", "profile");
    static final MetricSpec RISK_SCALE_P95 =
            gauge("aurora_execution_risk_scale_p95", "95th percentile of the live symbols' risk scale", "profile");
    static final MetricSpec EXECUTION_BLOCK =
            counter("aurora_execution_block_total", "Decisions of size 0 by reason", "profile", "reason");

    static final MetricSpec KAPPA_PLUS = gauge("aurora_kappa_plus", "Mean kappa_plus of live symbols");
    static final MetricSpec KAPPA_COMPONENT =
            gauge("aurora_kappa_component", "Means of the parts of kappa and kappa_plus", "part");
    static final MetricSpec COVERAGE_RATE =
            gauge("aurora_coverage_rate", "Mean share of hits over the live symbols' lives");
    static final MetricSpec REGIME =
            gauge("aurora_regime_distribution", "Mean probability of a regime over live symbols", "regime");
    static final MetricSpec ACI = gauge("aurora_aci_value", "Mean running ARMA crossbar index of live symbols");

    static final MetricSpec PREDICTION_LATENCY =
            histogram("aurora_prediction_latency_ms", NANOS_PER_MS, "Waiting for a forecast that was asked for");
    static final MetricSpec STAGE = histogram(
                    "aurora_decision_stage_ms",
                    NANOS_PER_MS,
                    "Time of a stage of a decision; slack is storing it",
                    "stage")
            .coarse();
    static final MetricSpec STAGE_OVERRUN =
            counter("aurora_decision_stage_overrun_total", "Stages that took longer than their budget", "stage");
    static final MetricSpec BARS = counter("aurora_bars_total", "Bars offered, by what became of them", "outcome");
    static final MetricSpec BARS_REFUSED =
            counter("aurora_bars_refused_total", "Bars refused, busy or unavailable, by reason", "reason");
    static final MetricSpec LAST_BAR = gauge(
            "aurora_last_bar_timestamp_seconds", "When a bar was last decided on, Unix time; the node's start before");
    static final MetricSpec SYMBOLS_LOADED = gauge("aurora_symbols_loaded", "Symbols in this node's memory");
    static final MetricSpec SYMBOLS_STALE =
            gauge("aurora_symbols_stale", "Symbols in memory whose decision has outlived its bar");

    static final MetricSpec REQUESTS =
            counter("aurora_requests_total", "Requests answered over HTTP", "route", "status");
    static final MetricSpec REQUEST_MS = histogram(
                    "aurora_request_ms", NANOS_PER_MS, "From a request's receipt to its answer's head", "route")
            .coarse();
    static final MetricSpec ERRORS = counter("aurora_errors_total", "Failures by the part that failed", "component");

    static final MetricSpec BATCH_SIZE =
            histogram("aurora_inference_batch_size", 1.0, "Requests of many symbols computed at once");
    static final MetricSpec QUEUE_DEPTH = gauge("aurora_inference_queue_depth", "Requests waiting for a worker");
    static final MetricSpec DEVICE_MS =
            histogram("aurora_inference_device_ms", NANOS_PER_MS, "Time of a batch on its device");
    static final MetricSpec INFERENCE_FALLBACK = counter(
            "aurora_inference_fallback_total", "Decisions for which the built-in forecaster stood in for inference");

    static final MetricSpec INFERENCE_DEVICES = gauge("aurora_inference_devices", "Devices of this node that answer");
    static final MetricSpec INFERENCE_PARITY = counter(
            "aurora_inference_parity_total",
            "Answers computed again on the reference and compared bit for bit",
            "result");
    static final MetricSpec MODEL_RELOAD =
            counter("aurora_model_reload_total", "Reloads of models asked of this node", "result");

    static final MetricSpec ROUTER_FIT = counter("aurora_router_fit_total", "Refits of the BIC router", "result");

    static final MetricSpec FALLBACK = counter("aurora_fallback_total", "Fallback triggers turned on", "trigger");
    static final MetricSpec FALLBACK_ACTIVE =
            gauge("aurora_fallback_active", "Symbols with the fallback trigger on", "trigger");
    static final MetricSpec KILL_SWITCH =
            gauge("aurora_kill_switch", "Holds in force: symbols held, or 1 for the desk", "reason");
    static final MetricSpec STALE_SERVED =
            counter("aurora_stale_served_total", "Decisions served as BLOCK because they had outlived their bar");
    static final MetricSpec SNAPSHOT = counter("aurora_snapshot_total", "Work on snapshots", "op", "result");
    static final MetricSpec RECOVERY =
            histogram("aurora_recovery_seconds", NANOS_PER_SECOND, "Time to bring a symbol back from the journal");
    static final MetricSpec PROJECTION_LAG = gauge(
            "aurora_projection_lag_seconds", "Age of the newest event a projection has not seen yet", "projection");
    static final MetricSpec KAFKA_LAG = gauge("aurora_kafka_lag", "Records not read yet");

    static final MetricSpec CLUSTER_MEMBERS =
            gauge("aurora_cluster_members", "Members of the cluster as this node sees them", "status");
    static final MetricSpec CLUSTER_UNREACHABLE = gauge("aurora_cluster_unreachable", "Members this node cannot reach");

    static final MetricSpec LOOP_DECISIONS =
            counter("aurora_intelligence_decisions_total", "Tasks given to a provider", "provider", "exploration");
    static final MetricSpec LOOP_LATENCY = histogram(
                    "aurora_intelligence_decision_latency_seconds",
                    NANOS_PER_SECOND,
                    "Time of a phase of a decision of the decision loop",
                    "phase")
            .coarse();
    static final MetricSpec LOOP_UPDATES = counter("aurora_intelligence_q_updates_total", "Updates of the Q-tables");
    static final MetricSpec LOOP_REWARDS = histogram(
                    "aurora_intelligence_rewards", MILLIONTHS, "Rewards learned from, -1 to 1")
            .from(-1.0);
    static final MetricSpec LOOP_EPSILON =
            gauge("aurora_intelligence_epsilon", "Probability of exploring in the state that was decided on last");
    static final MetricSpec LOOP_TABLE =
            gauge("aurora_intelligence_q_table_size", "States of the Q-tables in this node's memory");
    static final MetricSpec PSI_HITS = counter(
            "aurora_intelligence_psi_cache_hits_total", "Readings of the psi field that a fresh value answered");
    static final MetricSpec PSI_MISSES = counter(
            "aurora_intelligence_psi_cache_misses_total", "Readings of the psi field that found no fresh value");
    static final MetricSpec LOOP_FEEDBACK = counter(
            "aurora_intelligence_feedback_total",
            "Feedback by what became of it; expired counts traces too",
            "outcome");
    static final MetricSpec LOOP_OPEN =
            gauge("aurora_intelligence_trace_store_size", "Traces in this node's memory that wait for feedback");
    static final MetricSpec LOOP_ROUTER =
            counter("aurora_intelligence_router_total", "Scores asked of the router, by what came of it", "result");

    static final MetricSpec BASKET_OPTIMISED = counter(
            "aurora_basket_optimised_total",
            "Baskets that were due, by cause and by what became of it",
            "cause",
            "result");
    static final MetricSpec BASKET_SHORTFALL = gauge(
            "aurora_basket_worst_case_shortfall",
            "Worst-case shortfall of a basket's weights, return of a bar",
            "basket");

    /** Metrics of the JVM, from Kamon, that rules and dashboards may use. */
    private static final Set<String> JVM_SERIES = Set.of(
            "jvm_memory_utilization_bucket",
            "jvm_memory_utilization_sum",
            "jvm_memory_utilization_count",
            "jvm_memory_allocation_bytes_total",
            "jvm_gc_seconds_bucket",
            "jvm_gc_seconds_sum",
            "jvm_gc_seconds_count",
            "jvm_threads_total");

    private static final List<MetricSpec> ALL = List.of(
            DECISION,
            TRANSITIONS,
            STATE,
            VIOLATION,
            SURPRISAL,
            LATENCY,
            REL_WIDTH,
            KAPPA,
            REL_WIDTH_CURRENT,
            ACCEPTANCE_KAPPA_PLUS,
            BLOCK_AGE_SECONDS,
            BLOCK_AGE_BARS,
            LAG_BARS,
            MISS,
            ALPHA,
            ALPHA_TARGET,
            COVERAGE_EMA,
            COVERAGE_EMA_WORST,
            RISK_SCALE,
            RISK_SCALE_P95,
            EXECUTION_BLOCK,
            KAPPA_PLUS,
            KAPPA_COMPONENT,
            COVERAGE_RATE,
            REGIME,
            ACI,
            PREDICTION_LATENCY,
            STAGE,
            STAGE_OVERRUN,
            BARS,
            BARS_REFUSED,
            LAST_BAR,
            SYMBOLS_LOADED,
            SYMBOLS_STALE,
            REQUESTS,
            REQUEST_MS,
            ERRORS,
            BATCH_SIZE,
            QUEUE_DEPTH,
            DEVICE_MS,
            INFERENCE_FALLBACK,
            INFERENCE_DEVICES,
            INFERENCE_PARITY,
            MODEL_RELOAD,
            ROUTER_FIT,
            FALLBACK,
            FALLBACK_ACTIVE,
            KILL_SWITCH,
            STALE_SERVED,
            SNAPSHOT,
            RECOVERY,
            PROJECTION_LAG,
            KAFKA_LAG,
            CLUSTER_MEMBERS,
            CLUSTER_UNREACHABLE,
            LOOP_DECISIONS,
            LOOP_LATENCY,
            LOOP_UPDATES,
            LOOP_REWARDS,
            LOOP_EPSILON,
            LOOP_TABLE,
            PSI_HITS,
            PSI_MISSES,
            LOOP_FEEDBACK,
            LOOP_OPEN,
            LOOP_ROUTER,
            BASKET_OPTIMISED,
            BASKET_SHORTFALL);

    private MetricNames() {}

    /** Every metric of the node, in the order of the documentation. */
    public static List<MetricSpec> all() {
        return ALL;
    }

    /** Series of the JVM and the process that rules and dashboards may use. */
    static Set<String> jvmSeries() {
        return JVM_SERIES;
    }

    /** Names of all series that a scrape of the node may hold and that rules and dashboards may use. */
    public static Set<String> series() {
        Set<String> names = new TreeSet<>(JVM_SERIES);
        ALL.forEach(metric -> names.addAll(metric.series()));
        return names;
    }
}
