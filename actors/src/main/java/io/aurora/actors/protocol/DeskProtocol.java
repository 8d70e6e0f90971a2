package io.aurora.actors.protocol;

import akka.actor.typed.ActorRef;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.aurora.domain.desk.DeskState;

/** What the desk is asked and answers. */
public interface DeskProtocol {

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Hold.class, name = "hold"),
        @JsonSubTypes.Type(value = Release.class, name = "release"),
        @JsonSubTypes.Type(value = Read.class, name = "read"),
    })
    sealed interface Command extends ClusterMessage permits Hold, Release, Read {}

    /**
     * Block every served decision.
     *
     * @param automatic taken by a node, not by a person
     */
    record Hold(String by, String reason, boolean automatic, ActorRef<Reply> replyTo) implements Command {}

    /** Let the symbols' own decisions through again. */
    record Release(String by, String reason, ActorRef<Reply> replyTo) implements Command {}

    record Read(ActorRef<Reply> replyTo) implements Command {}

    /** The desk after the command, stored. */
    record Reply(DeskState state) implements ClusterMessage {}

    /** To every node: the desk is another one now, read it. */
    record Changed() implements ClusterMessage {}
}
