package io.aurora.actors.symbol;

import io.aurora.domain.market.SymbolSpec;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.domain.symbol.SymbolState;
import java.util.Optional;

/**
 * What has to be written before a symbol's next bar, so that its outcome depends on events alone: the release that took it over, the
 * settings and the models of this node. One event at a time, each stored before the next is asked for.
 */
final class Upkeep {
    private Upkeep() {}

    /** The next such event, absent where the symbol is up to date. */
    static Optional<SymbolEvent> next(SymbolEntity.Opened opened, SymbolNode node, long atMs) {
        SymbolState state = opened.state();
        Optional<SymbolEvent> logic = logic(opened, atMs);
        if (logic.isPresent()) {
            return logic;
        }
        Optional<Profiles.Digested> profile = profile(state.spec(), node)
                .filter(digested -> !digested.digest().equals(state.settingsDigest()));
        if (profile.isPresent()) {
            return profile.map(digested -> new SymbolEvent.SettingsChanged(
                    SymbolEvent.LOGIC_VERSION, atMs, digested.profile(), digested.digest()));
        }
        return node.models().equals(state.models())
                ? Optional.empty()
                : Optional.of(new SymbolEvent.ModelAdopted(SymbolEvent.LOGIC_VERSION, atMs, node.models()));
    }

    /** The whole state, where an older release wrote the last event. */
    static Optional<SymbolEvent> logic(SymbolEntity.Opened opened, long atMs) {
        return opened.olderLogic()
                ? Optional.of(new SymbolEvent.LogicAdopted(
                        SymbolEvent.LOGIC_VERSION, atMs, opened.state().snapshot()))
                : Optional.empty();
    }

    /** The profile this node runs the symbol in; absent where it has none of that name, which leaves the symbol's own in force. */
    private static Optional<Profiles.Digested> profile(SymbolSpec opened, SymbolNode node) {
        String name = node.symbols().symbol(opened.name()).orElse(opened).profile();
        return node.profiles().named(name);
    }
}
