package io.aurora.inference;

import akka.actor.typed.ActorRef;
import io.aurora.domain.inference.RouterFit;
import io.aurora.inference.protocol.InferenceProtocol;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Refits of the BIC router, waiting or under way, in the order they came. A symbol needs the result of a refit before it asks the next
 * one, so what waits is bounded by the number of symbols (1 KiB each); asked again, a refit is not computed again: its askers share one
 * result. Not thread-safe.
 */
final class RefitQueue {
    /** Which refit of which symbol; {@code fit} decides as well, because a reset counts returns anew. */
    record Job(String symbol, RouterFit fit) {}

    private final Map<Job, List<ActorRef<InferenceProtocol.Fitted>>> waiting = new LinkedHashMap<>();
    private final Map<Job, List<ActorRef<InferenceProtocol.Fitted>>> running = new LinkedHashMap<>();

    void add(InferenceProtocol.Fit ask) {
        Job job = new Job(ask.symbol(), ask.fit());
        List<ActorRef<InferenceProtocol.Fitted>> underWay = running.get(job);
        if (underWay == null) {
            waiting.computeIfAbsent(job, first -> new ArrayList<>()).add(ask.replyTo());
        } else {
            underWay.add(ask.replyTo());
        }
    }

    /** The next refit, under way from now on. */
    Job start() {
        Iterator<Map.Entry<Job, List<ActorRef<InferenceProtocol.Fitted>>>> first =
                waiting.entrySet().iterator();
        Map.Entry<Job, List<ActorRef<InferenceProtocol.Fitted>>> next = first.next();
        first.remove();
        running.put(next.getKey(), next.getValue());
        return next.getKey();
    }

    /** Who waits for a refit that is done; nobody where it was not under way here. */
    List<ActorRef<InferenceProtocol.Fitted>> finish(Job job) {
        return Optional.ofNullable(running.remove(job)).orElse(List.of());
    }

    int waiting() {
        return waiting.size();
    }
}
