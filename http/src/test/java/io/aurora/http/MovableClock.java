package io.aurora.http;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands until it is moved, or moves by a step at every reading. */
final class MovableClock extends Clock {
    volatile long nowMs;
    volatile long stepMs;

    MovableClock(String start) {
        nowMs = Instant.parse(start).toEpochMilli();
    }

    @Override
    public long millis() {
        nowMs += stepMs;
        return nowMs;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
