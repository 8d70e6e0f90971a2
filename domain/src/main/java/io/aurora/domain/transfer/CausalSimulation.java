package io.aurora.domain.transfer;

import io.aurora.domain.check.Require;
import io.aurora.domain.transfer.CausalGraph.Link;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Series whose leading extremes are known: heavy-tailed returns (tail index 0.25), and an acyclic graph of as many direct edges as asked. After an
 * extreme of the cause (one of its largest 5 % in size) the effect is extreme one step later with a probability of one third.
 *
 * @param returns one series per symbol
 * @param truth the direct edges
 */
public record CausalSimulation(List<double[]> returns, Set<Link> truth) {
    private static final double XI = 0.25;
    private static final double EXTREME = 0.05;
    private static final double STRENGTH = 1.0 / 3.0;

    /** Draws a graph over {@code d} symbols and {@code n} steps of it. */
    public static CausalSimulation draw(int d, int n, int edges, RandomGenerator random) {
        Require.atLeast("d", d, 2);
        Require.within("edges", edges, 0, d * (d - 1) / 2.0);
        Set<Link> truth = new LinkedHashSet<>();
        while (truth.size() < edges) {
            int cause = random.nextInt(d);
            int effect = random.nextInt(d);
            if (cause < effect) {
                truth.add(new Link(cause, effect));
            }
        }
        return new CausalSimulation(series(d, n, truth, random), truth);
    }

    private static List<double[]> series(int d, int n, Set<Link> truth, RandomGenerator random) {
        Draws draws = new Draws(random);
        double extreme = Draws.size(EXTREME, XI);
        List<double[]> out = new ArrayList<>();
        for (int j = 0; j < d; j++) {
            double[] x = new double[n];
            for (int t = 0; t < n; t++) {
                x[t] = draws.heavy(XI);
            }
            out.add(x);
        }
        // symbols are in causal order: a cause is complete before its effects are touched
        for (int effect = 0; effect < d; effect++) {
            for (int cause = 0; cause < effect; cause++) {
                if (truth.contains(new Link(cause, effect))) {
                    lead(out.get(cause), out.get(effect), extreme, draws);
                }
            }
        }
        return out;
    }

    private static void lead(double[] cause, double[] effect, double extreme, Draws draws) {
        for (int t = 1; t < effect.length; t++) {
            if (Math.abs(cause[t - 1]) > extreme && draws.uniform() < STRENGTH) {
                double size = Draws.size(EXTREME * draws.uniform(), XI);
                effect[t] = effect[t] < 0.0 ? -size : size;
            }
        }
    }

    /** Mean F1 of direct edges over that many simulated graphs with as many edges as symbols less one, at {@link CausalGraph#LEVEL}. */
    public static double meanF1(int d, int n, int graphs, RandomGenerator random) {
        return meanF1(d, n, graphs, random, () -> {});
    }

    /** The same; {@code step} hears of each pair tested, and may end the work by throwing. */
    public static double meanF1(int d, int n, int graphs, RandomGenerator random, Runnable step) {
        Require.atLeast("graphs", graphs, 1);
        List<String> names = IntStream.range(0, d).mapToObj(i -> "s" + i).toList();
        double sum = 0.0;
        for (int g = 0; g < graphs; g++) {
            CausalSimulation drawn = draw(d, n, d - 1, random);
            sum += CausalGraph.of(names, drawn.returns, CausalGraph.LEVEL, step).f1(drawn.truth);
        }
        return sum / graphs;
    }
}
