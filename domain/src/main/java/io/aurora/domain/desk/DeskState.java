package io.aurora.domain.desk;

import java.util.Optional;

/**
 * The desk as every node knows it.
 *
 * @param hold the hold in force, absent where the desk is free
 */
public record DeskState(Optional<DeskEvent.DeskHeld> hold) {
    public static final DeskState FREE = new DeskState(Optional.empty());

    public DeskState after(DeskEvent event) {
        return event instanceof DeskEvent.DeskHeld held ? new DeskState(Optional.of(held)) : FREE;
    }

    public boolean held() {
        return hold.isPresent();
    }
}
