package io.aurora.cluster.front;

import io.aurora.config.AuroraSettings;
import io.aurora.domain.acceptance.AcceptanceState;
import io.aurora.domain.market.SymbolSpec;
import io.aurora.domain.settings.Profile;
import io.aurora.http.port.DecisionRow;
import io.aurora.http.port.TransitionRow;
import io.aurora.persistence.readside.DecisionRow.Transition;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;

/** Rows of the read side in the words of the front. */
final class ReadSideRows {
    private final AuroraSettings settings;

    ReadSideRows(AuroraSettings settings) {
        this.settings = settings;
    }

    DecisionRow of(io.aurora.persistence.readside.DecisionRow row) {
        return new DecisionRow(
                row.symbol(),
                row.seq(),
                row.barTsMs(),
                row.decidedAtMs(),
                validUntilMs(row),
                AcceptanceState.valueOf(row.state()),
                figure(row, io.aurora.persistence.readside.DecisionRow.Figures::kappaPlus),
                figure(row, io.aurora.persistence.readside.DecisionRow.Figures::coverageEma),
                figure(row, io.aurora.persistence.readside.DecisionRow.Figures::alpha),
                figure(row, io.aurora.persistence.readside.DecisionRow.Figures::lower),
                figure(row, io.aurora.persistence.readside.DecisionRow.Figures::upper),
                OptionalDouble.of(row.close()),
                row.notional(),
                row.riskScale(),
                row.blockReasons());
    }

    TransitionRow of(Transition row) {
        return new TransitionRow(
                row.symbol(),
                row.seq(),
                row.barTsMs(),
                row.atMs(),
                AcceptanceState.valueOf(row.from()),
                AcceptanceState.valueOf(row.to()),
                row.reasons());
    }

    private static OptionalDouble figure(
            io.aurora.persistence.readside.DecisionRow row,
            ToDoubleFunction<io.aurora.persistence.readside.DecisionRow.Figures> figure) {
        return row.figures().isPresent()
                ? OptionalDouble.of(figure.applyAsDouble(row.figures().get()))
                : OptionalDouble.empty();
    }

    /** End of the next bar and the hard lag guard, by this node's settings of the symbol; none for bars of the past. */
    private OptionalLong validUntilMs(io.aurora.persistence.readside.DecisionRow row) {
        Optional<SymbolSpec> spec =
                row.historical() ? Optional.empty() : settings.symbols().symbol(row.symbol());
        Optional<Profile> profile = spec.map(known -> settings.profiles().get(known.profile()));
        if (spec.isEmpty() || profile.isEmpty()) {
            return OptionalLong.empty();
        }
        long length = spec.get().barLengthMs();
        double lag = profile.get().guards().lag().hard() * length;
        return OptionalLong.of(row.barTsMs() + 2 * length + (long) Math.ceil(lag));
    }
}
