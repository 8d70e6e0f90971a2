package io.aurora.domain.symbol;

import io.aurora.domain.acceptance.FsmPosition;
import io.aurora.domain.bytes.BytesReader;
import io.aurora.domain.bytes.BytesWriter;
import io.aurora.domain.conformal.ConformalState;
import io.aurora.domain.conformal.OpenForecast;
import io.aurora.domain.inference.ModelIds;
import io.aurora.domain.market.SymbolSpec;
import io.aurora.domain.settings.Profile;
import io.aurora.domain.statistics.RingBuffer;
import io.aurora.domain.statistics.RollingWindow;
import java.util.Optional;

/**
 * Everything a symbol remembers. It is the fold of the symbol's events by {@link SymbolFold#apply} and changes in no other way; one
 * owner holds it and reads it in its own thread. {@link #snapshot()} copies it; equal states have equal snapshots.
 */
public final class SymbolState {
    private static final int LAYOUT = 1;
    private static final int RECENT_KAPPA_PLUS = 64;

    final SymbolSpec spec;
    Profile profile;
    String settingsDigest;
    ModelIds models = ModelIds.BUILT_IN;
    RiskMode riskMode = RiskMode.STANDARD;
    Optional<SymbolEvent.Held> hold = Optional.empty();
    MarketState market;
    RouterState router = RouterState.START;
    RecurrentMemory recurrent = RecurrentMemory.ZERO;
    ConformalState conformal;
    Optional<OpenForecast> open = Optional.empty();
    RollingWindow latencies;
    RollingWindow widths;
    RingBuffer kappaPlus = new RingBuffer(RECENT_KAPPA_PLUS);
    FsmPosition position = FsmPosition.START;
    Optional<SymbolEvent.BarDecided> last = Optional.empty();
    Optional<SymbolEvent.BarDecided> lastCertified = Optional.empty();
    Counts counts = Counts.ZERO;

    /**
     * Bars so far.
     *
     * @param accepted accepted bars
     * @param filled flat bars put in
     * @param gaps bars before which steps were missing
     * @param resets bars that started the windows anew
     * @param uniform certified bars without regime probabilities of a fit
     */
    public record Counts(long accepted, long filled, long gaps, long resets, long uniform) {
        static final Counts ZERO = new Counts(0, 0, 0, 0, 0);
    }

    private SymbolState(SymbolSpec spec, Profile profile, String settingsDigest) {
        this.spec = spec;
        this.profile = profile;
        this.settingsDigest = settingsDigest;
        this.market = new MarketState(profile.regime());
        this.conformal = new ConformalState(profile.icp(), profile.kappa().bcc());
        this.latencies = new RollingWindow(profile.guards().latencyWindow());
        this.widths = new RollingWindow(profile.guards().widthWindow());
    }

    /** The state after the opening event and before any bar. */
    public static SymbolState opened(SymbolEvent.SymbolOpened event) {
        return new SymbolState(event.spec(), event.profile(), event.settingsDigest());
    }

    public SymbolSpec spec() {
        return spec;
    }

    /** Settings in force. */
    public Profile profile() {
        return profile;
    }

    public String settingsDigest() {
        return settingsDigest;
    }

    public ModelIds models() {
        return models;
    }

    public RiskMode riskMode() {
        return riskMode;
    }

    /** The operator's hold, where there is one. */
    public Optional<SymbolEvent.Held> hold() {
        return hold;
    }

    /** The last decision. */
    public Optional<SymbolEvent.BarDecided> last() {
        return last;
    }

    public FsmPosition position() {
        return position;
    }

    public Counts counts() {
        return counts;
    }

    /** Forecasts settled over the symbol's life. */
    public long settled() {
        return conformal.settled();
    }

    /** The conformal predictor's figures as they are shown. */
    public io.aurora.domain.conformal.Stats conformalStats() {
        return conformal.stats(profile.icp());
    }

    /** EWMA volatility of the returns so far, log return; 0 before there are enough. */
    public double ewmaSigma() {
        return market.ewmaSigma();
    }

    /** Copies the state into its fixed binary layout. */
    public SymbolSnapshot snapshot() {
        BytesWriter to = new BytesWriter(64 * 1024);
        EventBytes.writeSpec(to, spec);
        EventBytes.writeProfile(to, profile, settingsDigest);
        to.putString(models.student()).putString(models.router()).putByte(riskMode.ordinal());
        to.putOptional(hold, (out, held) -> out.putBytes(EventBytes.encode(held)));
        market.write(to);
        router.write(to);
        recurrent.write(to);
        ConformalBytes.write(to, conformal.image());
        to.putOptional(open, ConformalBytes::writeForecast);
        to.putDoubles(latencies.toArray()).putDoubles(widths.toArray()).putDoubles(kappaPlus.toArray());
        OutcomeBytes.writePosition(to, position);
        to.putOptional(last, (out, event) -> out.putBytes(EventBytes.encode(event)));
        to.putOptional(lastCertified, (out, event) -> out.putBytes(EventBytes.encode(event)));
        to.putLong(counts.accepted())
                .putLong(counts.filled())
                .putLong(counts.gaps())
                .putLong(counts.resets())
                .putLong(counts.uniform());
        return new SymbolSnapshot(LAYOUT, to.toBytes());
    }

    /** The state a snapshot was taken of, going on to the same bits. */
    public static SymbolState of(SymbolSnapshot snapshot) {
        if (snapshot.layout() != LAYOUT) {
            throw new IllegalArgumentException("must be " + LAYOUT + ": snapshot.layout=" + snapshot.layout());
        }
        BytesReader from = new BytesReader(snapshot.bytes());
        SymbolSpec spec = EventBytes.readSpec(from);
        Profile profile = EventBytes.readProfile(from);
        SymbolState state = new SymbolState(spec, profile, from.getString());
        state.models = new ModelIds(from.getString(), from.getString());
        state.riskMode = from.getOneOf(RiskMode.values());
        state.hold = from.getOptional(in -> (SymbolEvent.Held) EventBytes.decode(in.getBytes()));
        state.market = MarketState.read(from, profile.regime());
        state.router = RouterState.read(from);
        state.recurrent = RecurrentMemory.read(from);
        state.conformal = ConformalState.restored(profile.icp(), profile.kappa().bcc(), ConformalBytes.read(from));
        state.open = from.getOptional(ConformalBytes::readForecast);
        state.latencies = RollingWindow.of(profile.guards().latencyWindow(), from.getDoubles());
        state.widths = RollingWindow.of(profile.guards().widthWindow(), from.getDoubles());
        state.kappaPlus = RingBuffer.of(RECENT_KAPPA_PLUS, from.getDoubles());
        state.position = OutcomeBytes.readPosition(from);
        state.last = from.getOptional(in -> (SymbolEvent.BarDecided) EventBytes.decode(in.getBytes()));
        state.lastCertified = from.getOptional(in -> (SymbolEvent.BarDecided) EventBytes.decode(in.getBytes()));
        state.counts = new Counts(from.getLong(), from.getLong(), from.getLong(), from.getLong(), from.getLong());
        from.end();
        return state;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SymbolState that && snapshot().equals(that.snapshot());
    }

    @Override
    public int hashCode() {
        return spec.hashCode();
    }

    @Override
    public String toString() {
        return "SymbolState[" + spec.name() + ", " + position + ", accepted=" + counts.accepted() + "]";
    }
}
