package io.aurora.domain.symbol;

import io.aurora.domain.inference.ModelIds;
import io.aurora.domain.settings.RegimeSettings.RouterKind;
import java.util.Optional;

/** Which models a symbol runs on: those in force, but the BIC router where its profile asks for it. */
public final class Adoption {
    private Adoption() {}

    /**
     * The adoption that has to be written before the symbol's next bar; absent where it runs on these models already.
     *
     * @param inForce models in force
     * @param atMs now, epoch milliseconds
     */
    public static Optional<SymbolEvent> due(SymbolState state, ModelIds inForce, long atMs) {
        ModelIds wanted = state.profile().regime().router() == RouterKind.BIC ? inForce.withBic() : inForce;
        return wanted.equals(state.models())
                ? Optional.empty()
                : Optional.of(new SymbolEvent.ModelAdopted(SymbolEvent.LOGIC_VERSION, atMs, wanted));
    }
}
