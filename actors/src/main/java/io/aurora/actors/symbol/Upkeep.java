package io.aurora.actors.symbol;

import io.aurora.domain.market.SymbolSpec;
import io.aurora.domain.symbol.Adoption;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.domain.symbol.SymbolState;
import java.util.Optional;

/**
 * What has to be written before a symbol's next bar, so that its outcome depends on events alone: the release that took it over, the
 * settings and the models of this node. One event at a time, each stored before the next is asked for. Owned by the actor.
 */
final class Upkeep {
    private final SymbolNode node;
    private Optional<Profiles.Digested> profile = Optional.empty();

    Upkeep(SymbolNode node) {
        this.node = node;
    }

    /** The next such event, absent where the symbol is up to date. */
    Optional<SymbolEvent> next(SymbolEntity.Opened opened) {
        SymbolState state = opened.state();
        long atMs = node.clock().millis();
        Optional<SymbolEvent> logic = logic(opened, atMs);
        if (logic.isPresent()) {
            return logic;
        }
        Optional<Profiles.Digested> other =
                profile(state.spec()).filter(digested -> !digested.digest().equals(state.settingsDigest()));
        if (other.isPresent()) {
            return other.map(digested -> new SymbolEvent.SettingsChanged(
                    SymbolEvent.LOGIC_VERSION, atMs, digested.profile(), digested.digest()));
        }
        return node.models().get().flatMap(inForce -> Adoption.due(state, inForce, atMs));
    }

    /** The whole state, where an older release wrote the last event. */
    static Optional<SymbolEvent> logic(SymbolEntity.Opened opened, long atMs) {
        return opened.olderLogic()
                ? Optional.of(new SymbolEvent.LogicAdopted(
                        SymbolEvent.LOGIC_VERSION, atMs, opened.state().snapshot()))
                : Optional.empty();
    }

    /** The profile this node runs the symbol in; absent where it has none of that name, which leaves the symbol's own in force. */
    private Optional<Profiles.Digested> profile(SymbolSpec opened) {
        if (profile.isEmpty()) {
            String name = node.symbols().symbol(opened.name()).orElse(opened).profile();
            profile = node.profiles().named(name);
        }
        return profile;
    }
}
