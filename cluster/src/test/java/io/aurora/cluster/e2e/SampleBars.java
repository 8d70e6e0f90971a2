package io.aurora.cluster.e2e;

import io.aurora.config.AuroraSettings;
import io.aurora.config.LoadOptions;
import io.aurora.domain.audit.LocalForecaster;
import io.aurora.domain.audit.SymbolReplay;
import io.aurora.domain.market.Bar;
import io.aurora.domain.simulation.MarketSimulator;
import io.aurora.domain.simulation.Scenario;
import io.aurora.domain.symbol.DecisionDigest;
import io.aurora.domain.symbol.Offer;
import io.aurora.inference.ModelFolders;
import io.aurora.inference.neural.ModelsAtHand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Simulated one-minute bars as a careless source delivers them, and what they must lead to. */
final class SampleBars {
    static final long MINUTE_MS = Duration.ofMinutes(1).toMillis();
    static final String BAR_LENGTH = "symbols.defaults.bar_length=1m";
    private static final long START_MS = Instant.parse("2025-03-01T00:00:00Z").toEpochMilli();

    private SampleBars() {}

    /** A market with gaps, short ones and ones that reset the symbol. */
    static List<Bar> gappy(String symbol, long seed, int count) {
        return take(MarketSimulator.of(symbol, seed, Scenario.GAPPY, START_MS, MINUTE_MS), count);
    }

    /** The same with bars that come twice, once with other values, once late, and once off the grid. */
    static List<Bar> careless(String symbol, long seed, int count) {
        List<Bar> bars = new ArrayList<>();
        List<Bar> clean = gappy(symbol, seed, count);
        for (int i = 0; i < clean.size(); i++) {
            Bar bar = clean.get(i);
            bars.add(bar);
            if (i % 97 == 96) {
                bars.add(bar);
            }
            if (i % 301 == 300) {
                bars.add(Bar.flat(symbol, bar.tsMs(), bar.close()));
                bars.add(clean.get(i - 40));
            }
            if (i % 401 == 400) {
                bars.add(new Bar(symbol, bar.tsMs() + 1_000, bar.close(), bar.close(), bar.close(), bar.close(), 1.0));
            }
        }
        return bars;
    }

    static List<Bar> take(MarketSimulator market, int count) {
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            bars.add(market.next());
        }
        return bars;
    }

    /** Digest of the bars replayed without a node, profile {@code replay}. */
    static DecisionDigest replayed(List<Bar> bars) {
        return replayed(bars, BAR_LENGTH);
    }

    /** The same of bars whose length is set by {@code barLength}. */
    static DecisionDigest replayed(List<Bar> bars, String barLength) {
        AuroraSettings settings =
                AuroraSettings.load(LoadOptions.defaults().withProfile("replay").withOverrides(barLength));
        return replayed(
                bars,
                new SymbolReplay(
                        settings.symbols().symbol(bars.get(0).symbol()).orElseThrow(),
                        settings.activeProfile(),
                        LocalForecaster.builtIn()));
    }

    /** The same by trained models. */
    static DecisionDigest replayed(List<Bar> bars, ModelFolders folders) {
        AuroraSettings settings =
                AuroraSettings.load(LoadOptions.defaults().withProfile("replay").withOverrides(BAR_LENGTH));
        try (ModelsAtHand models = ModelsAtHand.open(folders, 1)) {
            return replayed(
                    bars,
                    new SymbolReplay(
                            settings.symbols().symbol(bars.get(0).symbol()).orElseThrow(),
                            settings.activeProfile(),
                            models.forecaster(),
                            models.ids()));
        }
    }

    private static DecisionDigest replayed(List<Bar> bars, SymbolReplay replay) {
        DecisionDigest digest = new DecisionDigest();
        for (Bar bar : bars) {
            replay.offer(new Offer(bar, true, bar.tsMs()), 0.0).decided().ifPresent(digest::add);
        }
        return digest;
    }
}
