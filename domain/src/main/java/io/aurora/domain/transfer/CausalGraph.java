package io.aurora.domain.transfer;

import io.aurora.domain.check.Require;
import io.aurora.domain.statistics.FalseDiscovery;
import io.aurora.domain.statistics.GrangerExtremum;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Causal tail field (CTF): which symbols' extremes lead which others', by {@link GrangerExtremum} over all ordered pairs with the false
 * discovery rate held at the level. Tests are pairwise, so an effect that a third symbol carries on shows as an edge of its own: A to C beside A to B
 * and B to C. O(d^2 n).
 *
 * @param symbols names in the order of the series
 * @param level false discovery rate, in (0, 1)
 * @param edges all ordered pairs, by cause and then effect, present or not
 */
public record CausalGraph(List<String> symbols, double level, List<CausalEdge> edges) {
    /** The specified false discovery rate. */
    public static final double LEVEL = 0.05;

    /** F1 score from which a graph counts as validated. */
    public static final double VALID_F1 = 0.75;

    public CausalGraph {
        symbols = List.copyOf(symbols);
        edges = List.copyOf(edges);
        if (!(level > 0.0 && level < 1.0)) {
            throw new IllegalArgumentException("must be in (0, 1): level=" + level);
        }
    }

    /** An ordered pair of symbols, by index. */
    public record Link(int cause, int effect) {}

    /** Tests all ordered pairs of at least two series of equal length, in order of time at the same steps. */
    public static CausalGraph of(List<String> symbols, List<double[]> returns, double level) {
        return of(symbols, returns, level, () -> {});
    }

    /** The same; {@code step} hears of each pair tested, and may end the work by throwing. */
    public static CausalGraph of(List<String> symbols, List<double[]> returns, double level, Runnable step) {
        Require.atLeast("symbols", symbols.size(), 2);
        if (symbols.size() != returns.size() || new HashSet<>(symbols).size() != symbols.size()) {
            throw new IllegalArgumentException("symbols must differ and be as many as the series: symbols=" + symbols
                    + ", series=" + returns.size());
        }
        List<boolean[]> exceedances = new ArrayList<>();
        for (double[] series : returns) {
            if (series.length != returns.get(0).length) {
                throw new IllegalArgumentException(
                        "series must be as long: " + series.length + ", first=" + returns.get(0).length);
            }
            exceedances.add(GrangerExtremum.exceedances(series));
        }
        return new CausalGraph(symbols, level, edges(exceedances, level, step));
    }

    private static List<CausalEdge> edges(List<boolean[]> exceedances, double level, Runnable step) {
        int d = exceedances.size();
        List<Link> links = new ArrayList<>();
        List<GrangerExtremum> tests = new ArrayList<>();
        for (int cause = 0; cause < d; cause++) {
            for (int effect = 0; effect < d; effect++) {
                if (cause != effect) {
                    links.add(new Link(cause, effect));
                    tests.add(GrangerExtremum.of(exceedances.get(cause), exceedances.get(effect)));
                    step.run();
                }
            }
        }
        double[] p = tests.stream().mapToDouble(t -> t.result().pValue()).toArray();
        double[] q = FalseDiscovery.adjusted(p);
        List<CausalEdge> edges = new ArrayList<>();
        for (int i = 0; i < p.length; i++) {
            double ratio = tests.get(i).result().statistic();
            Link link = links.get(i);
            edges.add(new CausalEdge(link.cause(), link.effect(), ratio, p[i], q[i], q[i] <= level));
        }
        return edges;
    }

    /** The edges that are present. */
    public List<CausalEdge> present() {
        return edges.stream().filter(CausalEdge::isPresent).toList();
    }

    /** F1 score against the direct edges that are known to be true, in simulation; 1 where neither has any. */
    public double f1(Set<Link> truth) {
        List<CausalEdge> found = present();
        int right = (int) found.stream()
                .filter(e -> truth.contains(new Link(e.cause(), e.effect())))
                .count();
        int both = found.size() + truth.size();
        return both == 0 ? 1.0 : 2.0 * right / both;
    }
}
