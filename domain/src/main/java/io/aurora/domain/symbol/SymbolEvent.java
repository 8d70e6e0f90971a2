package io.aurora.domain.symbol;

import io.aurora.domain.inference.ModelIds;
import io.aurora.domain.market.SymbolSpec;
import io.aurora.domain.settings.Profile;

/**
 * What happened to a symbol. Its state is the fold of these and of nothing else; each carries the version of the logic that took it.
 * Their stored form belongs to {@code persistence}.
 */
public sealed interface SymbolEvent {
    /** Version of the formulas; raised when one changes. */
    int LOGIC_VERSION = 1;

    int logicVersion();

    /** When it was taken, epoch milliseconds UTC. */
    long atMs();

    /** The first event of a symbol: what it is, and every setting in force. */
    record SymbolOpened(int logicVersion, long atMs, SymbolSpec spec, Profile profile, String settingsDigest)
            implements SymbolEvent {}

    /** Other settings from the next bar on. */
    record SettingsChanged(int logicVersion, long atMs, Profile profile, String settingsDigest)
            implements SymbolEvent {}

    /** Other models from the next bar on; recurrent state starts at zero. */
    record ModelAdopted(int logicVersion, long atMs, ModelIds models) implements SymbolEvent {}

    /** Another risk mode from the next bar on (transfer validation). */
    record RiskModeChanged(int logicVersion, long atMs, RiskMode mode, String reason) implements SymbolEvent {}

    /** An operator stopped the symbol: size 0 until released. */
    record Held(int logicVersion, long atMs, String by, String reason) implements SymbolEvent {}

    /** An operator let the symbol go on. */
    record Released(int logicVersion, long atMs, String by, String reason) implements SymbolEvent {}

    /** A bar was accepted and decided on. */
    record BarDecided(int logicVersion, long atMs, String settingsDigest, BarInputs inputs, Outcome outcome)
            implements SymbolEvent {}

    /** A newer release took the symbol over with this state; older logic is never run again. */
    record LogicAdopted(int logicVersion, long atMs, SymbolSnapshot state) implements SymbolEvent {}
}
