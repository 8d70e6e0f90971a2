package io.aurora.http.wire;

import java.time.Instant;

/**
 * The desk.
 *
 * @param held whether it holds every symbol; also where this node does not know the desk
 * @param known whether this node knows it
 * @param by who took the hold
 * @param reason why
 * @param since when
 * @param automatic whether a node took it
 */
public record DeskBody(boolean held, boolean known, String by, String reason, Instant since, Boolean automatic) {}
