package io.aurora.actors.protocol;

import akka.actor.typed.ActorRef;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.aurora.domain.symbol.Offer;
import io.aurora.domain.symbol.RiskMode;
import io.aurora.domain.symbol.SymbolView;

/** What a symbol's actor is asked and answers. Every command is answered once, in every phase. */
public interface SymbolProtocol {

    /** To a symbol. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = OfferBar.class, name = "offer-bar"),
        @JsonSubTypes.Type(value = Read.class, name = "read"),
        @JsonSubTypes.Type(value = ReadAfter.class, name = "read-after"),
        @JsonSubTypes.Type(value = Hold.class, name = "hold"),
        @JsonSubTypes.Type(value = Release.class, name = "release"),
        @JsonSubTypes.Type(value = ChangeRiskMode.class, name = "change-risk-mode"),
    })
    sealed interface Command extends ClusterMessage permits Request, Internal {}

    /** From outside. */
    sealed interface Request extends Command permits OfferBar, Read, ReadAfter, Hold, Release, ChangeRiskMode {}

    /** From the actor to itself; never crosses a node. */
    non-sealed interface Internal extends Command {}

    /** A bar to be decided on. */
    record OfferBar(Offer offer, ActorRef<BarReply> replyTo) implements Request {}

    /** The symbol as it stands. */
    record Read(ActorRef<ReadReply> replyTo) implements Request {}

    /**
     * The symbol once its sequence number is beyond {@code seq}, or as it stands after {@code waitMs} milliseconds.
     */
    record ReadAfter(long seq, long waitMs, ActorRef<ReadReply> replyTo) implements Request {}

    /** Hold the symbol. */
    record Hold(String by, String reason, ActorRef<HoldReply> replyTo) implements Request {}

    /** Let it go on. */
    record Release(String by, String reason, ActorRef<HoldReply> replyTo) implements Request {}

    /** Run it in another risk mode from the next bar on. */
    record ChangeRiskMode(RiskMode mode, String reason, ActorRef<HoldReply> replyTo) implements Request {}

    /** Answer to {@link OfferBar}. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Decided.class, name = "decided"),
        @JsonSubTypes.Type(value = Duplicate.class, name = "duplicate"),
        @JsonSubTypes.Type(value = Late.class, name = "late"),
        @JsonSubTypes.Type(value = Refused.class, name = "refused"),
        @JsonSubTypes.Type(value = Busy.class, name = "busy"),
        @JsonSubTypes.Type(value = Unavailable.class, name = "unavailable"),
    })
    sealed interface BarReply extends ClusterMessage permits Decided, Duplicate, Late, Refused, Busy, Unavailable {}

    /** Decided and stored. */
    record Decided(SymbolView view) implements BarReply {}

    /** A bar of that time was decided on before; {@code differs} where its values were others. */
    record Duplicate(boolean differs, SymbolView view) implements BarReply {}

    /** A later bar was decided on before. */
    record Late(SymbolView view) implements BarReply {}

    /**
     * Refused; nothing changed.
     *
     * @param reason code of the refusal, {@code unknown_symbol} where symbols are not created by bars
     * @param detail for people
     */
    record Refused(String reason, String detail) implements BarReply {}

    /** Too many bars wait already; offer it again. */
    record Busy() implements BarReply {}

    /** Not answered this time: the store failed, the symbol moves, no majority is heard. Ask again: what was stored shows then. */
    record Unavailable(String reason) implements BarReply, ReadReply, HoldReply {}

    /** Answer to {@link Read} and {@link ReadAfter}. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Shown.class, name = "shown"),
        @JsonSubTypes.Type(value = Unknown.class, name = "unknown"),
        @JsonSubTypes.Type(value = Unavailable.class, name = "unavailable"),
    })
    sealed interface ReadReply extends ClusterMessage permits Shown, Unknown, Unavailable {}

    record Shown(SymbolView view) implements ReadReply, HoldReply {}

    /** No bar has opened this symbol; no entity is left behind. */
    record Unknown() implements ReadReply, HoldReply {}

    /** Answer to {@link Hold}, {@link Release} and {@link ChangeRiskMode}: the symbol after it, also where nothing had to change. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Shown.class, name = "shown"),
        @JsonSubTypes.Type(value = Unknown.class, name = "unknown"),
        @JsonSubTypes.Type(value = Unavailable.class, name = "unavailable"),
    })
    sealed interface HoldReply extends ClusterMessage permits Shown, Unknown, Unavailable {}
}
