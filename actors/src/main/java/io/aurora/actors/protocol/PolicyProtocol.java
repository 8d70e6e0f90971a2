package io.aurora.actors.protocol;

import akka.actor.typed.ActorRef;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.aurora.domain.learning.PolicyTerms;
import java.util.Optional;

/** What a policy is asked and answers: only its terms, which never change. */
public interface PolicyProtocol {

    /** To a policy. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Open.class, name = "open"),
        @JsonSubTypes.Type(value = ReadTerms.class, name = "read-terms"),
        @JsonSubTypes.Type(value = Stop.class, name = "stop"),
    })
    sealed interface Command extends ClusterMessage permits Open, ReadTerms, Stop {}

    /** Create the policy by these terms, unless it exists; the answer has the terms in force. */
    record Open(PolicyTerms terms, ActorRef<Terms> replyTo) implements Command {}

    record ReadTerms(ActorRef<Terms> replyTo) implements Command {}

    /** Sharding moves the entity. */
    record Stop() implements Command {}

    /** @param terms absent where the policy has made no decision yet */
    record Terms(Optional<PolicyTerms> terms) implements ClusterMessage {}
}
