package io.aurora.persistence.serial;

import io.aurora.domain.desk.DeskEvent;
import io.aurora.domain.desk.RecordedDeskEvent;
import java.util.List;

/** Version 1 of the desk's events: hash, time, who, why. */
final class DeskForms {
    static final Form<RecordedDeskEvent> HELD = new Form<>() {
        @Override
        public String type() {
            return "desk-held";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(WireOut to, RecordedDeskEvent recorded) {
            head(to, recorded);
            to.flag(((DeskEvent.DeskHeld) recorded.event()).automatic());
        }

        @Override
        public RecordedDeskEvent read(WireIn from) {
            byte[] hash = from.binary();
            return new RecordedDeskEvent(
                    new DeskEvent.DeskHeld(from.integer(), from.text(), from.text(), from.flag()), hash);
        }
    };

    static final Form<RecordedDeskEvent> RELEASED = new Form<>() {
        @Override
        public String type() {
            return "desk-released";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(WireOut to, RecordedDeskEvent recorded) {
            head(to, recorded);
        }

        @Override
        public RecordedDeskEvent read(WireIn from) {
            byte[] hash = from.binary();
            return new RecordedDeskEvent(new DeskEvent.DeskReleased(from.integer(), from.text(), from.text()), hash);
        }
    };

    private DeskForms() {}

    static Form<RecordedDeskEvent> formOf(DeskEvent event) {
        return event instanceof DeskEvent.DeskHeld ? HELD : RELEASED;
    }

    static List<Form<RecordedDeskEvent>> all() {
        return List.of(HELD, RELEASED);
    }

    private static void head(WireOut to, RecordedDeskEvent recorded) {
        DeskEvent event = recorded.event();
        to.binary(recorded.hash()).number(event.atMs()).text(event.by()).text(event.reason());
    }
}
