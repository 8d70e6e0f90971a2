package io.aurora.domain.audit;

import java.util.List;

/**
 * What an audit found at one event.
 *
 * @param sequenceNr sequence number of the event
 * @param kind what is wrong
 * @param details the difference, field by field, or a sentence
 */
public record Finding(long sequenceNr, Kind kind, List<String> details) {

    /** Kinds of findings. */
    public enum Kind {
        /** A sequence number is missing or comes twice: an event was removed, inserted or moved. */
        SEQUENCE("sequence"),
        /** The event cannot be read, or its stored bytes are not those its content is written as. */
        UNREADABLE("unreadable"),
        /** The event's hash is not the chain's: it, or one before it, was changed, inserted or exchanged. */
        CHAIN("chain"),
        /** The decision is not the one its inputs lead to. */
        REDERIVATION("rederivation"),
        /** Taken by another release's formulas; audit it with that release. */
        OTHER_LOGIC("other_logic");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    public Finding {
        details = List.copyOf(details);
    }
}
