package io.aurora.persistence.serial;

import io.aurora.domain.inference.ModelIds;
import io.aurora.domain.market.GapPolicy;
import io.aurora.domain.market.SymbolSpec;
import io.aurora.domain.settings.CanonicalSettings;
import io.aurora.domain.settings.Profile;
import io.aurora.domain.symbol.RecordedEvent;
import io.aurora.domain.symbol.RiskMode;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.domain.symbol.SymbolSnapshot;
import java.util.List;

/** Version 1 of a symbol's events: hash, logic version, time, then the event's own fields. A profile is its canonical text. */
final class SymbolForms {
    private SymbolForms() {}

    /** What stands behind the head. */
    private interface BodyWriter<E> {
        void write(WireOut to, E event);
    }

    /** What stands behind the head. */
    private interface BodyReader<E> {
        E read(int logicVersion, long atMs, WireIn from);
    }

    private record EventForm<E extends SymbolEvent>(
            String type, int version, Class<E> event, BodyWriter<E> writer, BodyReader<E> reader)
            implements Form<RecordedEvent> {
        @Override
        public void write(WireOut to, RecordedEvent recorded) {
            E written = event.cast(recorded.event());
            to.binary(recorded.hash()).number(written.logicVersion()).number(written.atMs());
            writer.write(to, written);
        }

        @Override
        public RecordedEvent read(WireIn from) {
            byte[] hash = from.binary();
            return new RecordedEvent(reader.read(from.integer32(), from.integer(), from), hash);
        }
    }

    /** The newest form of each type of event. */
    static Form<RecordedEvent> formOf(SymbolEvent event) {
        if (event instanceof SymbolEvent.BarDecided) {
            return BAR_DECIDED;
        }
        return ALL.stream()
                .filter(form -> form.event().isInstance(event))
                .findFirst()
                .orElseThrow(() -> new StoredFormException("no stored form for " + event.getClass()));
    }

    static List<? extends Form<RecordedEvent>> all() {
        return ALL;
    }

    private static final EventForm<SymbolEvent.BarDecided> BAR_DECIDED = new EventForm<>(
            "bar-decided", 1, SymbolEvent.BarDecided.class, BarDecidedForm::write, BarDecidedForm::read);

    private static final List<EventForm<?>> ALL = List.of(
            BAR_DECIDED,
            new EventForm<>(
                    "symbol-opened", 1, SymbolEvent.SymbolOpened.class, SymbolForms::opened, SymbolForms::readOpened),
            new EventForm<>(
                    "settings-changed",
                    1,
                    SymbolEvent.SettingsChanged.class,
                    (to, event) -> profile(to, event.profile()).digest(event.settingsDigest()),
                    (logic, at, from) -> new SymbolEvent.SettingsChanged(logic, at, readProfile(from), from.digest())),
            new EventForm<>(
                    "model-adopted",
                    1,
                    SymbolEvent.ModelAdopted.class,
                    (to, event) -> to.text(event.models().student())
                            .text(event.models().router()),
                    (logic, at, from) ->
                            new SymbolEvent.ModelAdopted(logic, at, new ModelIds(from.text(), from.text()))),
            new EventForm<>(
                    "risk-mode-changed",
                    1,
                    SymbolEvent.RiskModeChanged.class,
                    (to, event) -> to.code(event.mode()).text(event.reason()),
                    (logic, at, from) ->
                            new SymbolEvent.RiskModeChanged(logic, at, from.code(RiskMode.values()), from.text())),
            new EventForm<>(
                    "held",
                    1,
                    SymbolEvent.Held.class,
                    (to, event) -> to.text(event.by()).text(event.reason()),
                    (logic, at, from) -> new SymbolEvent.Held(logic, at, from.text(), from.text())),
            new EventForm<>(
                    "released",
                    1,
                    SymbolEvent.Released.class,
                    (to, event) -> to.text(event.by()).text(event.reason()),
                    (logic, at, from) -> new SymbolEvent.Released(logic, at, from.text(), from.text())),
            new EventForm<>(
                    "logic-adopted",
                    1,
                    SymbolEvent.LogicAdopted.class,
                    (to, event) -> snapshot(to, event.state()),
                    (logic, at, from) -> new SymbolEvent.LogicAdopted(logic, at, readSnapshot(from))));

    private static void opened(WireOut to, SymbolEvent.SymbolOpened event) {
        SymbolSpec spec = event.spec();
        to.text(spec.name())
                .number(spec.barLengthMs())
                .code(spec.gapPolicy())
                .maybe(spec.gridOffsetMs())
                .text(spec.profile())
                .number(spec.baseNotional());
        profile(to, event.profile()).digest(event.settingsDigest());
    }

    private static SymbolEvent.SymbolOpened readOpened(int logicVersion, long atMs, WireIn from) {
        SymbolSpec spec = new SymbolSpec(
                from.text(),
                from.integer(),
                from.code(GapPolicy.values()),
                from.maybeInteger(),
                from.text(),
                from.real());
        return new SymbolEvent.SymbolOpened(logicVersion, atMs, spec, readProfile(from), from.digest());
    }

    private static WireOut profile(WireOut to, Profile profile) {
        return to.text(CanonicalSettings.text(profile));
    }

    private static Profile readProfile(WireIn from) {
        return CanonicalSettings.parse(from.text());
    }

    static void snapshot(WireOut to, SymbolSnapshot state) {
        to.number(state.layout()).binary(state.bytes());
    }

    static SymbolSnapshot readSnapshot(WireIn from) {
        return new SymbolSnapshot(from.integer32(), from.binary());
    }
}
