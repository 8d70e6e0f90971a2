package io.aurora.http.wire;

import java.time.Instant;
import java.util.List;

/** A transition on the event stream. */
public record StreamTransitionBody(
        String symbol, long seq, Instant barTs, Instant decidedAt, String from, String to, List<String> reasons) {}
