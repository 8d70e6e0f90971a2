package io.aurora.domain.conformal;

import io.aurora.domain.settings.IcpSettings;
import io.aurora.domain.settings.IcpSettings.QuantileKind;
import io.aurora.domain.statistics.RollingWindow;
import java.util.Objects;

/**
 * The rolling window of nonconformity scores with its quantile kind (spec page 10, section 3).
 *
 * <p>{@code window} is exact, O(1) to read and O(log W) to preview; {@code weighted} is O(W); {@code p2} is O(1) and remembers every
 * score since its start. A score must be finite or +infinity and not negative. Mutable, owned by one symbol, not thread-safe.
 */
public final class ScoreWindow implements Scores {
    private final Rules rules;
    private final RollingWindow window;
    private final WeightedOrder order;
    private final P2Markers markers;

    /** What of the settings the quantile hangs on. */
    private record Rules(QuantileKind kind, int coldNormal, int coldExact, double decay) {
        static Rules of(IcpSettings settings) {
            return new Rules(settings.quantile(), settings.coldNormal(), settings.coldExact(), settings.weightDecay());
        }

        boolean isPlain(int n) {
            return n < coldExact || kind == QuantileKind.WINDOW;
        }
    }

    public ScoreWindow(IcpSettings settings) {
        this(Rules.of(settings), new RollingWindow(settings.window()), new P2Markers());
    }

    private ScoreWindow(Rules rules, RollingWindow window, P2Markers markers) {
        this(
                rules,
                window,
                rules.kind() == QuantileKind.WEIGHTED ? ordered(window, rules.decay()) : null,
                rules.kind() == QuantileKind.P2 ? markers : null);
    }

    private ScoreWindow(Rules rules, RollingWindow window, WeightedOrder order, P2Markers markers) {
        this.rules = rules;
        this.window = window;
        this.order = order;
        this.markers = markers;
    }

    private static WeightedOrder ordered(RollingWindow window, double decay) {
        WeightedOrder order = new WeightedOrder(window.capacity(), decay);
        for (int i = 0; i < window.size(); i++) {
            order.push(window.get(i), Double.NaN);
        }
        return order;
    }

    private static P2Markers marked(RollingWindow window) {
        P2Markers markers = new P2Markers();
        for (int i = 0; i < window.size(); i++) {
            markers.push(window.get(i));
        }
        return markers;
    }

    /**
     * A window as its exports gave it.
     *
     * @param scores oldest first, at most the window's length
     * @param markerHeights of kind {@code p2}, else empty
     * @param markerPositions of kind {@code p2}, else empty
     */
    public static ScoreWindow restored(
            IcpSettings settings, double[] scores, double[] markerHeights, int[] markerPositions) {
        RollingWindow window = RollingWindow.of(settings.window(), scores);
        return new ScoreWindow(Rules.of(settings), window, P2Markers.of(markerHeights, markerPositions));
    }

    /**
     * This window under other settings: a shorter one keeps its newest scores, a longer one fills up; a changed quantile kind is
     * rebuilt from the retained scores, oldest first, while unchanged {@code p2} markers stay as they are.
     */
    public ScoreWindow rebuilt(IcpSettings settings) {
        RollingWindow resized = window.resized(settings.window());
        return new ScoreWindow(Rules.of(settings), resized, markers == null ? marked(resized) : markers.copy());
    }

    /** A deep copy. */
    public ScoreWindow copy() {
        return new ScoreWindow(
                rules, window.copy(), order == null ? null : order.copy(), markers == null ? null : markers.copy());
    }

    /** Enters a score; a full window loses its oldest. */
    public void push(double score) {
        checked(score);
        if (order != null) {
            order.push(score, oldest());
        }
        if (markers != null) {
            markers.push(score);
        }
        window.push(score);
    }

    private static double checked(double score) {
        if (!(score >= 0.0)) {
            throw new IllegalArgumentException("must be >= 0: score=" + score);
        }
        return score;
    }

    private double oldest() {
        return window.size() == 0 ? Double.NaN : window.get(0);
    }

    @Override
    public int size() {
        return window.size();
    }

    @Override
    public double quantile(double alpha) {
        int n = window.size();
        if (n < rules.coldNormal()) {
            return ConformalRank.normalQuantile(alpha);
        }
        if (rules.isPlain(n)) {
            return window.kthSmallest(ConformalRank.of(n, alpha));
        }
        return order != null ? order.quantile(alpha) : markers.quantile(1.0 - alpha);
    }

    @Override
    public int countBelow(double x) {
        return window.countBelow(x);
    }

    @Override
    public double maxOfLast(int count) {
        if (window.size() == 0) {
            throw new IllegalStateException("must hold a score: size=0");
        }
        return newestMax(count, 0.0);
    }

    private double newestMax(int count, double least) {
        double max = least;
        int n = window.size();
        for (int i = Math.max(0, n - count); i < n; i++) {
            max = Math.max(max, window.get(i));
        }
        return max;
    }

    /** This window as it would be after {@link #push}; reads only and holds until the next push. */
    public Scores after(double score) {
        return new After(checked(score));
    }

    /** {@link #quantile} as it would be after {@link #push}. */
    public double quantileAfter(double score, double alpha) {
        return after(score).quantile(alpha);
    }

    /** The scores, oldest first. */
    public double[] scores() {
        return window.toArray();
    }

    /** Heights of the {@code p2} markers; empty for the other kinds. */
    public double[] markerHeights() {
        return markers == null ? new double[0] : markers.heights();
    }

    /** Positions of the {@code p2} markers, the last being the number of scores seen; empty for the other kinds. */
    public int[] markerPositions() {
        return markers == null ? new int[0] : markers.positions();
    }

    /** Same rules and the same scores in the same order; for {@code p2} the same markers as well. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ScoreWindow that
                && rules.equals(that.rules)
                && window.equals(that.window)
                && Objects.equals(markers, that.markers);
    }

    @Override
    public int hashCode() {
        return 31 * window.hashCode() + rules.kind().ordinal();
    }

    @Override
    public String toString() {
        return "ScoreWindow[kind=" + rules.kind() + ", size=" + window.size() + "]";
    }

    /** The preview; its branches are those of the window itself. */
    private final class After implements Scores {
        private final double score;

        After(double score) {
            this.score = score;
        }

        @Override
        public int size() {
            return window.sizeAfter();
        }

        @Override
        public double quantile(double alpha) {
            int n = window.sizeAfter();
            if (n < rules.coldNormal()) {
                return ConformalRank.normalQuantile(alpha);
            }
            if (rules.isPlain(n)) {
                return window.kthSmallestAfter(score, ConformalRank.of(n, alpha));
            }
            if (order != null) {
                return order.quantileAfter(score, oldest(), alpha);
            }
            P2Markers next = markers.copy();
            next.push(score);
            return next.quantile(1.0 - alpha);
        }

        @Override
        public int countBelow(double x) {
            boolean full = window.size() == window.capacity();
            int gone = full && oldest() < x ? 1 : 0;
            return window.countBelow(x) - gone + (score < x ? 1 : 0);
        }

        @Override
        public double maxOfLast(int count) {
            boolean full = window.size() == window.capacity();
            return newestMax(Math.min(count - 1, full ? window.size() - 1 : window.size()), score);
        }
    }
}
