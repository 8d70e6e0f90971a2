package io.aurora.actors.strategist;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.javadsl.CommandHandlerWithReply;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import akka.persistence.typed.javadsl.ReplyEffect;
import io.aurora.actors.protocol.PolicyProtocol.Command;
import io.aurora.actors.protocol.PolicyProtocol.Open;
import io.aurora.actors.protocol.PolicyProtocol.ReadTerms;
import io.aurora.actors.protocol.PolicyProtocol.Stop;
import io.aurora.actors.protocol.PolicyProtocol.Terms;
import io.aurora.config.ActorSettings;
import io.aurora.domain.learning.PolicyOpened;
import io.aurora.domain.learning.PolicyTerms;
import io.aurora.persistence.PersistenceIds;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.event.Level;

/** One policy: its creation, and nothing else. Whoever asks first fixes the terms for all. */
public final class PolicyActor
        extends EventSourcedBehaviorWithEnforcedReplies<Command, PolicyOpened, Optional<PolicyTerms>> {
    /** Type of the sharded entity; its id is the policy's name. */
    public static final EntityTypeKey<Command> KEY = EntityTypeKey.create(Command.class, PersistenceIds.POLICY_TYPE);

    private static final double JITTER = 0.2;

    private final String policy;
    private final InstantSource clock;

    static Behavior<Command> create(String policy, ActorSettings settings, InstantSource clock) {
        return Behaviors.setup(context -> new PolicyActor(policy, settings, clock));
    }

    private PolicyActor(String policy, ActorSettings settings, InstantSource clock) {
        super(
                PersistenceId.of(KEY.name(), policy),
                SupervisorStrategy.restartWithBackoff(settings.minBackoff(), settings.maxBackoff(), JITTER)
                        .withLogLevel(Level.DEBUG));
        this.policy = policy;
        this.clock = clock;
    }

    @Override
    public Optional<PolicyTerms> emptyState() {
        return Optional.empty();
    }

    @Override
    public CommandHandlerWithReply<Command, PolicyOpened, Optional<PolicyTerms>> commandHandler() {
        return newCommandHandlerWithReplyBuilder()
                .forAnyState()
                .onCommand(Open.class, this::open)
                .onCommand(ReadTerms.class, (terms, command) -> show(terms, command.replyTo()))
                .onCommand(Stop.class, (terms, command) -> Effect().stop().thenNoReply())
                .build();
    }

    private ReplyEffect<PolicyOpened, Optional<PolicyTerms>> open(Optional<PolicyTerms> terms, Open command) {
        if (terms.isPresent()) {
            return show(terms, command.replyTo());
        }
        PolicyOpened opened = PolicyOpened.first(PersistenceIds.policy(policy), clock.millis(), command.terms());
        return Effect().persist(opened).thenReply(command.replyTo(), Terms::new);
    }

    private ReplyEffect<PolicyOpened, Optional<PolicyTerms>> show(
            Optional<PolicyTerms> terms, ActorRef<Terms> replyTo) {
        return Effect().reply(replyTo, new Terms(terms));
    }

    @Override
    public EventHandler<Optional<PolicyTerms>, PolicyOpened> eventHandler() {
        return newEventHandlerBuilder().forAnyState().onAnyEvent((terms, opened) -> Optional.of(opened.terms()));
    }
}
