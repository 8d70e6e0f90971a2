package io.aurora.config;

import io.aurora.domain.market.SymbolSpec;
import io.aurora.domain.settings.GuardSettings;
import io.aurora.domain.settings.Profile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Adds every guard threshold to the histograms' bounds, so that a quantile read off a histogram is exact at the thresholds. */
final class GuardBounds {
    private GuardBounds() {}

    static MetricsSettings added(MetricsSettings metrics, Collection<Profile> profiles, SymbolsSettings symbols) {
        MetricsSettings.Bounds own = metrics.bounds();
        List<Double> latency = new ArrayList<>();
        List<Double> surprisal = new ArrayList<>();
        List<Double> width = new ArrayList<>();
        List<Double> kappa = new ArrayList<>();
        for (Profile profile : profiles) {
            GuardSettings guards = profile.guards();
            latency.addAll(
                    List.of(guards.latencyP95().soft(), guards.latencyP95().hard()));
            surprisal.addAll(
                    List.of(guards.surprisalP95().soft(), guards.surprisalP95().hard()));
            Stream.concat(Stream.of(symbols.defaults()), symbols.declared().values().stream())
                    .filter(symbol -> symbol.profile().equals(profile.name()))
                    .mapToLong(SymbolSpec::barLengthMs)
                    .mapToObj(guards::relWidthSoft)
                    .forEach(width::add);
            kappa.add(guards.kappaMin());
        }
        return metrics.withBounds(new MetricsSettings.Bounds(
                union(own.latencyMs(), latency),
                union(own.surprisal(), surprisal),
                union(own.relWidth(), width),
                union(own.kappa(), kappa),
                own.predictionLatencyMs(),
                own.stageMs()));
    }

    private static List<Double> union(List<Double> own, List<Double> thresholds) {
        TreeSet<Double> all = new TreeSet<>(own);
        all.addAll(thresholds);
        return List.copyOf(all);
    }
}
