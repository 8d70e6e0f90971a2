package io.aurora.domain.symbol;

import io.aurora.domain.bytes.BytesReader;
import io.aurora.domain.bytes.BytesWriter;
import io.aurora.domain.inference.ModelIds;
import io.aurora.domain.market.GapPolicy;
import io.aurora.domain.market.SymbolSpec;
import io.aurora.domain.settings.CanonicalSettings;
import io.aurora.domain.settings.Profile;

/**
 * Canonical bytes of a symbol's events: one fixed layout per type and version, the input of the hash chain. A tag names the type and
 * a byte its layout version; neither is ever used again for anything else. {@code decode} is the inverse of {@code encode}.
 */
public final class EventBytes {
    private static final int LAYOUT = 1;
    private static final int OPENED = 1;
    private static final int SETTINGS_CHANGED = 2;
    private static final int MODEL_ADOPTED = 3;
    private static final int RISK_MODE_CHANGED = 4;
    private static final int HELD = 5;
    private static final int RELEASED = 6;
    private static final int BAR_DECIDED = 7;
    private static final int LOGIC_ADOPTED = 8;

    private EventBytes() {}

    public static byte[] encode(SymbolEvent event) {
        BytesWriter to = new BytesWriter(512);
        if (event instanceof SymbolEvent.BarDecided decided) {
            head(to, BAR_DECIDED, event);
            OutcomeBytes.write(to, decided);
        } else if (event instanceof SymbolEvent.SymbolOpened opened) {
            head(to, OPENED, event);
            writeSpec(to, opened.spec());
            writeProfile(to, opened.profile(), opened.settingsDigest());
        } else if (event instanceof SymbolEvent.SettingsChanged changed) {
            head(to, SETTINGS_CHANGED, event);
            writeProfile(to, changed.profile(), changed.settingsDigest());
        } else if (event instanceof SymbolEvent.ModelAdopted adopted) {
            head(to, MODEL_ADOPTED, event);
            to.putString(adopted.models().student()).putString(adopted.models().router());
        } else if (event instanceof SymbolEvent.RiskModeChanged changed) {
            head(to, RISK_MODE_CHANGED, event);
            to.putByte(changed.mode().ordinal()).putString(changed.reason());
        } else if (event instanceof SymbolEvent.Held held) {
            head(to, HELD, event);
            to.putString(held.by()).putString(held.reason());
        } else if (event instanceof SymbolEvent.Released released) {
            head(to, RELEASED, event);
            to.putString(released.by()).putString(released.reason());
        } else if (event instanceof SymbolEvent.LogicAdopted adopted) {
            head(to, LOGIC_ADOPTED, event);
            to.putInt(adopted.state().layout()).putBytes(adopted.state().bytes());
        } else {
            throw new IllegalArgumentException("no layout for " + event.getClass());
        }
        return to.toBytes();
    }

    public static SymbolEvent decode(byte[] bytes) {
        BytesReader from = new BytesReader(bytes);
        int tag = from.getByte();
        int layout = from.getByte();
        if (layout != LAYOUT) {
            throw new IllegalArgumentException("must be " + LAYOUT + ": layout=" + layout + ", tag=" + tag);
        }
        SymbolEvent event = decode(tag, from.getInt(), from.getLong(), from);
        from.end();
        return event;
    }

    private static SymbolEvent decode(int tag, int logic, long atMs, BytesReader from) {
        switch (tag) {
            case BAR_DECIDED:
                return OutcomeBytes.read(logic, atMs, from);
            case OPENED:
                return new SymbolEvent.SymbolOpened(logic, atMs, readSpec(from), readProfile(from), from.getString());
            case SETTINGS_CHANGED:
                return new SymbolEvent.SettingsChanged(logic, atMs, readProfile(from), from.getString());
            case MODEL_ADOPTED:
                return new SymbolEvent.ModelAdopted(logic, atMs, new ModelIds(from.getString(), from.getString()));
            case RISK_MODE_CHANGED:
                return new SymbolEvent.RiskModeChanged(logic, atMs, from.getOneOf(RiskMode.values()), from.getString());
            case HELD:
                return new SymbolEvent.Held(logic, atMs, from.getString(), from.getString());
            case RELEASED:
                return new SymbolEvent.Released(logic, atMs, from.getString(), from.getString());
            case LOGIC_ADOPTED:
                return new SymbolEvent.LogicAdopted(logic, atMs, new SymbolSnapshot(from.getInt(), from.getBytes()));
            default:
                throw new IllegalArgumentException("must be a known event: tag=" + tag);
        }
    }

    private static void head(BytesWriter to, int tag, SymbolEvent event) {
        to.putByte(tag).putByte(LAYOUT).putInt(event.logicVersion()).putLong(event.atMs());
    }

    static void writeSpec(BytesWriter to, SymbolSpec spec) {
        to.putString(spec.name())
                .putLong(spec.barLengthMs())
                .putByte(spec.gapPolicy().ordinal())
                .putOptional(spec.gridOffsetMs())
                .putString(spec.profile())
                .putDouble(spec.baseNotional());
    }

    static SymbolSpec readSpec(BytesReader from) {
        return new SymbolSpec(
                from.getString(),
                from.getLong(),
                from.getOneOf(GapPolicy.values()),
                from.getOptionalLong(),
                from.getString(),
                from.getDouble());
    }

    static void writeProfile(BytesWriter to, Profile profile, String digest) {
        to.putString(CanonicalSettings.text(profile)).putString(digest);
    }

    static Profile readProfile(BytesReader from) {
        return CanonicalSettings.parse(from.getString());
    }
}
