package io.aurora.lab.risk;

import io.aurora.domain.transfer.CertifiedTransferRatio;
import io.aurora.domain.transfer.CoTailSimilarity;
import io.aurora.domain.transfer.DomainProfile;
import io.aurora.domain.transfer.TransferDomain;
import io.aurora.domain.transfer.TransferReport;
import io.aurora.domain.transfer.TransferRules;
import io.aurora.domain.transfer.TransferValidation;
import io.aurora.lab.report.HtmlReport;
import io.aurora.lab.report.LineChart;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One transfer validation between two files' series. */
public final class TransferRun {
    /** One in so many scores is in the tail that is drawn. */
    private static final int TAIL_SHARE = 20;

    private final String source;
    private final String target;
    private final TransferDomain from;
    private final TransferDomain to;
    private final TransferRules rules;
    private final TransferReport outcome;

    /**
     * Validates.
     *
     * @param source series and benchmark of the source, aligned, in this order
     * @param target the same of the target
     */
    public TransferRun(AlignedReturns source, AlignedReturns target, TransferRules rules) {
        this.source = source.symbols().get(0);
        this.target = target.symbols().get(0);
        this.from = TransferDomain.ofReturns(source.logReturns(0), source.logReturns(1));
        this.to = TransferDomain.ofReturns(target.logReturns(0), target.logReturns(1));
        this.rules = rules;
        this.outcome = TransferValidation.validate(from, to, rules);
    }

    public boolean isReady() {
        return outcome.verdict().isReady();
    }

    /** Figures by key. */
    public Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("source", source);
        figures.put("target", target);
        figures.put("verdict", outcome.verdict().name());
        figures.put("failing", outcome.failing().stream().map(Enum::name).toList());
        outcome.missing().ifPresent(why -> figures.put("missing", why));
        Map<String, Object> criteria = new LinkedHashMap<>();
        outcome.criteria().forEach(one -> criteria.put(one.name().name(), criterion(one)));
        figures.put("criteria", criteria);
        figures.put("coverage", coverage(outcome.ratio()));
        outcome.similarity().ifPresent(one -> figures.put("similarity", similarity(one)));
        figures.put("source_profile", profile(from.size(), outcome.sourceProfile()));
        figures.put("target_profile", profile(to.size(), outcome.targetProfile()));
        return figures;
    }

    private static Map<String, Object> criterion(TransferReport.Criterion one) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("value", one.value());
        figures.put("threshold", one.threshold());
        figures.put("passed", one.passed());
        figures.put("sample_size", one.sampleSize());
        figures.put("power", one.power());
        return figures;
    }

    private static Map<String, Object> coverage(CertifiedTransferRatio ratio) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("q", ratio.q());
        figures.put("coverage", ratio.coverage());
        figures.put("blocks_passed", ratio.passed());
        figures.put("blocks", ratio.blocks());
        return figures;
    }

    private static Map<String, Object> similarity(CoTailSimilarity one) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("log_tail_distance", Estimates.of(one.tailDistance()));
        figures.put("extremal_index_difference", Estimates.of(one.clusterDifference()));
        figures.put("tail_dependence_difference", Estimates.of(one.dependenceDifference()));
        return figures;
    }

    private static Map<String, Object> profile(int n, DomainProfile profile) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("observations", n);
        figures.put("xi", Estimates.of(profile.xi()));
        figures.put("h", Estimates.of(profile.hurst()));
        figures.put("extremal_index", Estimates.of(profile.extremalIndex()));
        figures.put("lambda_u", Estimates.of(profile.dependence()));
        return figures;
    }

    /** The report, with the two tails and the target's coverage block by block. */
    public HtmlReport report() {
        HtmlReport report = new HtmlReport("AURORA risk tvf: from " + source + " to " + target + ", "
                + outcome.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        report.grid(
                List.of("criterion", "value", "threshold", "holds", "sample size", "power"),
                outcome.criteria().stream()
                        .map(c -> List.of(
                                c.name().name(), c.value(), c.threshold(), c.passed(), c.sampleSize(), c.power()))
                        .toList());
        report.table(figures());
        report.heading("Tails of the scores");
        report.note(
                "Scores are |return| over past EWMA volatility; the largest twentieth of each domain by its share.");
        report.chart(tails());
        report.heading("Coverage of the target, block by block");
        report.note("Share of " + rules.block() + " forecasts within the source's quantile, which is frozen.");
        report.chart(blocks());
        return report;
    }

    private LineChart tails() {
        LineChart chart = new LineChart("Largest scores", "share of larger scores, per mille").anywhere();
        tail(chart, "source", from.scores());
        tail(chart, "target", to.scores());
        return chart;
    }

    private static void tail(LineChart chart, String name, double[] scores) {
        Arrays.sort(scores);
        int k = scores.length / TAIL_SHARE;
        double[] x = new double[k];
        double[] y = new double[k];
        for (int i = 0; i < k; i++) {
            x[i] = 1000.0 * (i + 1) / scores.length;
            y[i] = scores[scores.length - 1 - i];
        }
        chart.line(name, x, y);
    }

    private LineChart blocks() {
        double[] scores = to.scores();
        int blocks = scores.length / rules.block();
        double[] shares = new double[blocks];
        double[] aim = new double[blocks];
        for (int b = 0; b < blocks; b++) {
            int from = b * rules.block();
            long hits = Arrays.stream(scores, from, from + rules.block())
                    .filter(score -> score <= outcome.ratio().q())
                    .count();
            shares[b] = (double) hits / rules.block();
            aim[b] = 1.0 - rules.alpha();
        }
        double[] x = java.util.stream.IntStream.rangeClosed(1, blocks)
                .asDoubleStream()
                .toArray();
        return new LineChart("Coverage", "block")
                .anywhere()
                .line("coverage", x, shares)
                .line("promised", x, aim);
    }
}
