package io.aurora.actors.symbol;

import akka.actor.typed.ActorRef;
import io.aurora.actors.protocol.SymbolProtocol.ReadAfter;
import io.aurora.actors.protocol.SymbolProtocol.ReadReply;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Long polls that wait for a later event; bounded. Owned by the actor. */
final class Waiters {
    /** Long polls of one symbol at a time; more are answered at once. */
    static final int LIMIT = 256;

    private final Map<Long, ReadAfter> waiting = new LinkedHashMap<>();
    private long lastId;

    /** Its id, or empty where too many wait already. */
    OptionalLong add(ReadAfter poll) {
        if (waiting.size() >= LIMIT) {
            return OptionalLong.empty();
        }
        waiting.put(++lastId, poll);
        return OptionalLong.of(lastId);
    }

    Optional<ActorRef<ReadReply>> remove(long id) {
        return Optional.ofNullable(waiting.remove(id)).map(ReadAfter::replyTo);
    }

    /** Answers those whose event has come. */
    void advanced(long seq, Supplier<ReadReply> answer) {
        Iterator<ReadAfter> each = waiting.values().iterator();
        while (each.hasNext()) {
            ReadAfter poll = each.next();
            if (seq > poll.seq()) {
                poll.replyTo().tell(answer.get());
                each.remove();
            }
        }
    }

    /** Answers all. */
    void drain(Supplier<ReadReply> answer) {
        waiting.values().forEach(poll -> poll.replyTo().tell(answer.get()));
        waiting.clear();
    }
}
