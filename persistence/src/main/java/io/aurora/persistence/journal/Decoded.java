package io.aurora.persistence.journal;

import java.util.Optional;

/**
 * What a row's payload holds.
 *
 * @param event the event, absent where it cannot be read
 * @param problem why it cannot be read, naming persistence id and sequence number; empty where it can
 */
public record Decoded(Optional<Object> event, String problem) {}
