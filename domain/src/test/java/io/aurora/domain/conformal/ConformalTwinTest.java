package io.aurora.domain.conformal;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurora.domain.conformal.ConformalFixture.Step;
import io.aurora.domain.settings.IcpSettings;
import io.aurora.domain.settings.IcpSettings.ControllerKind;
import io.aurora.domain.settings.IcpSettings.QuantileKind;
import io.aurora.golden.GoldenVectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The streaming predictor against a naive one that works everything out anew from the whole history at every bar. */
class ConformalTwinTest {
    private static final int BARS = 900;
    private static final int WINDOW = 300;

    /** The whole history, and sums over it the slow way. */
    private static final class History {
        private final List<Double> scores = new ArrayList<>();
        private final List<Double> surprisals = new ArrayList<>();
        private final List<Double> targets = new ArrayList<>();
        private final List<Boolean> hits = new ArrayList<>();

        void add(double score, double surprisal, double target, boolean hit) {
            scores.add(score);
            surprisals.add(surprisal);
            targets.add(target);
            hits.add(hit);
        }

        static <T> List<T> last(List<T> values, int count) {
            return values.subList(Math.max(0, values.size() - count), values.size());
        }

        double quantile(QuantileKind kind, double alpha) {
            List<Double> window = last(scores, WINDOW);
            int n = window.size();
            if (n < 30) {
                return ConformalRank.normalQuantile(alpha);
            }
            List<Double> sorted = window.stream().sorted().toList();
            if (kind == QuantileKind.WINDOW || n < 100) {
                return sorted.get(Math.min(n, Math.max(1, (int) Math.ceil((n + 1) * (1.0 - alpha) - 1e-9))) - 1);
            }
            double total = 1.0;
            for (int age = 1; age <= n; age++) {
                total += StrictMath.exp(-0.002 * age);
            }
            for (double candidate : sorted) {
                double below = 0.0;
                for (int i = 0; i < n; i++) {
                    below += window.get(i) <= candidate ? StrictMath.exp(-0.002 * (n - i)) : 0.0;
                }
                if (below >= (1.0 - alpha) * total - 1e-9) {
                    return candidate;
                }
            }
            return sorted.get(n - 1);
        }

        double coverageEma() {
            double coverage = 0.9;
            for (boolean hit : hits) {
                coverage = 0.98 * coverage + (hit ? 0.02 : 0.0);
            }
            return coverage;
        }

        int recentMisses() {
            return (int) last(hits, 20).stream().filter(hit -> !hit).count();
        }

        int streak() {
            int streak = 0;
            while (streak < hits.size() && !hits.get(hits.size() - 1 - streak)) {
                streak++;
            }
            return streak;
        }

        double bcc() {
            List<Boolean> block = last(hits, 250);
            if (block.size() < 30) {
                return 0.5;
            }
            double coverage = block.stream().filter(hit -> hit).count() / (double) block.size();
            double wanted = last(targets, 250).stream()
                    .mapToDouble(t -> 1.0 - t)
                    .average()
                    .orElseThrow();
            double d = coverage - wanted;
            return d < 0.0 ? 1.0 - Math.min(1.0, -d / 0.10) : 1.0 - Math.min(1.0, d / 0.40);
        }

        double surprisalP95() {
            double[] sorted =
                    last(surprisals, 256).stream().mapToDouble(v -> v).sorted().toArray();
            double top = type7(sorted, 0.99);
            for (int i = 0; i < sorted.length; i++) {
                sorted[i] = Math.min(top, sorted[i]);
            }
            return type7(sorted, 0.95);
        }

        private static double type7(double[] sorted, double p) {
            double h = (sorted.length - 1) * p;
            int low = (int) Math.floor(h);
            int high = Math.min(sorted.length - 1, low + 1);
            return sorted[low] * (1.0 - (h - low)) + sorted[high] * (h - low);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = QuantileKind.class,
            names = {"WINDOW", "WEIGHTED"})
    void shouldAgreeWithTheNaivePredictorWhenBarsStream(QuantileKind kind) {
        long seed = 4242L;
        SplittableRandom random = new SplittableRandom(seed);
        IcpSettings settings = ConformalFixture.settings(ControllerKind.DTACI, kind, WINDOW);
        ConformalState state = new ConformalState(settings, ConformalFixture.BCC);
        History history = new History();
        double inflation = 1.0;
        for (int bar = 0; bar < BARS; bar++) {
            String what = kind + " seed=" + seed + " bar=" + bar;
            Step step = Step.draw(random);
            NextInterval next = state.previewForecast(
                    settings, Optional.empty(), step.yhat(), step.sigma(), step.trans(), step.aciEma());
            assertThat(next.q()).as(what).isEqualTo(history.quantile(kind, next.alpha()));
            double surplus = Math.min(5.0, Math.max(0.0, history.recentMisses() - 20.0 * next.alphaTarget()));
            double raw = Math.max(1.0 + 0.05 * surplus, step.trans() ? 1.05 : 1.0);
            inflation = Math.min(1.25, Math.max(raw, 1.0 + 0.9 * (inflation - 1.0)));
            GoldenVectors.assertClose(what + " inflation", next.inflation(), inflation);
            state.opened(next.alpha(), next.alphaTarget(), next.inflation());
            state.settle(settings, next.open(), step.y());
            settle(history, next, step.y());
            compare(what, settings, state, history);
        }
    }

    private static void settle(History history, NextInterval next, double y) {
        double score = Math.abs(y - next.yhat()) / next.sigma();
        double u = (y - next.yhat()) / (next.sigma() * next.inflation());
        double loss = Math.abs(u) <= 1.0 ? u * u / 2.0 : Math.abs(u) - 0.5;
        boolean hit = next.yhat() - next.halfWidth() <= y && y <= next.yhat() + next.halfWidth();
        history.add(score, StrictMath.log(1.0 + 3.0 * loss), next.alphaTarget(), hit);
    }

    private static void compare(String what, IcpSettings settings, ConformalState state, History history) {
        GoldenVectors.assertClose(what + " coverage", state.figures().coverageEma(), history.coverageEma());
        GoldenVectors.assertClose(what + " bcc", state.bcc(), history.bcc(), 1e-9, 1e-11);
        GoldenVectors.assertClose(
                what + " surprisal p95", state.surprisalP95(settings).orElseThrow(), history.surprisalP95());
        assertThat(state.recentMisses()).as(what).isEqualTo(history.recentMisses());
        assertThat(state.figures().missStreak()).as(what).isEqualTo(history.streak());
    }
}
