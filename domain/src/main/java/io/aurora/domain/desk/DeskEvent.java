package io.aurora.domain.desk;

/** What happened to the desk; its state is the last of these. Stored forms belong to {@code persistence}. */
public sealed interface DeskEvent {
    /** When, epoch milliseconds UTC. */
    long atMs();

    /** Who did it: an operator's name, or {@code node:<address>} for an automatic hold. */
    String by();

    /** Why. */
    String reason();

    /**
     * Every served decision is blocked from now on.
     *
     * @param automatic taken by a node (error rate), not by a person
     */
    record DeskHeld(long atMs, String by, String reason, boolean automatic) implements DeskEvent {}

    /** Served decisions are the symbols' own again; only a person releases. */
    record DeskReleased(long atMs, String by, String reason) implements DeskEvent {}
}
