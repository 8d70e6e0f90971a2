package io.aurora.domain.desk;

import io.aurora.domain.bytes.BytesReader;
import io.aurora.domain.bytes.BytesWriter;

/**
 * Canonical bytes of the desk's events: one fixed layout per type and version, the input of the hash chain. A tag names the type and a
 * byte its layout version; neither is ever used again for anything else. {@code decode} is the inverse of {@code encode}.
 */
public final class DeskBytes {
    private static final int LAYOUT = 1;
    private static final int HELD = 1;
    private static final int RELEASED = 2;

    private DeskBytes() {}

    public static byte[] encode(DeskEvent event) {
        BytesWriter to = new BytesWriter(128);
        if (event instanceof DeskEvent.DeskHeld held) {
            head(to, HELD, event);
            to.putBoolean(held.automatic());
        } else {
            head(to, RELEASED, event);
        }
        return to.toBytes();
    }

    public static DeskEvent decode(byte[] bytes) {
        BytesReader from = new BytesReader(bytes);
        int tag = from.getByte();
        int layout = from.getByte();
        if (layout != LAYOUT || tag != HELD && tag != RELEASED) {
            throw new IllegalArgumentException("must be a known event: tag=" + tag + ", layout=" + layout);
        }
        long atMs = from.getLong();
        String by = from.getString();
        String reason = from.getString();
        DeskEvent event = tag == HELD
                ? new DeskEvent.DeskHeld(atMs, by, reason, from.getBoolean())
                : new DeskEvent.DeskReleased(atMs, by, reason);
        from.end();
        return event;
    }

    private static void head(BytesWriter to, int tag, DeskEvent event) {
        to.putByte(tag)
                .putByte(LAYOUT)
                .putLong(event.atMs())
                .putString(event.by())
                .putString(event.reason());
    }
}
