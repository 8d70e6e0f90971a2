package io.aurora.cluster.metrics;

import io.aurora.domain.learning.PsiSums;
import io.aurora.domain.settings.Profile;
import io.aurora.domain.symbol.SymbolView;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Figures over all symbols in this node's memory. A decision costs one write into a map; the gauges are worked out at each reading, in
 * time proportional to the number of symbols. Safe for use by many threads.
 */
final class SymbolGauges {
    private final ProfileLabels labels;
    private final Map<String, SymbolFigures> symbols = new ConcurrentHashMap<>();
    private final Set<String> profiles = new TreeSet<>();

    SymbolGauges(ProfileLabels labels) {
        this.labels = labels;
    }

    /**
     * Takes the last view of a symbol.
     *
     * @return the one before, absent for a symbol that was not in memory
     */
    Optional<SymbolFigures> put(Profile profile, SymbolView view) {
        return Optional.ofNullable(symbols.put(view.spec().name(), new SymbolFigures(labels.of(profile.name()), view)));
    }

    boolean contains(String symbol) {
        return symbols.containsKey(symbol);
    }

    void remove(String symbol) {
        symbols.remove(symbol);
    }

    /** The live symbols' part of the psi field at {@code nowMs}. */
    PsiSums psiSums(long nowMs) {
        PsiSums sums = PsiSums.NONE;
        for (SymbolFigures symbol : symbols.values()) {
            sums = sums.plus(symbol.psi(nowMs));
        }
        return sums;
    }

    /**
     * Works out and shows every gauge.
     *
     * @param nowMs time of the reading, epoch milliseconds
     */
    synchronized void publish(long nowMs) {
        Map<String, ProfileGauges> byProfile = new TreeMap<>();
        // A profile seen once is shown for good: its states read 0 rather than what they were.
        profiles.forEach(profile -> byProfile.put(profile, new ProfileGauges()));
        NodeGauges node = new NodeGauges();
        for (SymbolFigures symbol : symbols.values()) {
            node.add(symbol, nowMs);
            byProfile
                    .computeIfAbsent(symbol.profile(), name -> new ProfileGauges())
                    .add(symbol, nowMs);
        }
        node.publish();
        byProfile.forEach((profile, gauges) -> gauges.publish(profile));
        profiles.addAll(byProfile.keySet());
    }
}
