package io.aurora.inference;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.receptionist.Receptionist;
import io.aurora.inference.protocol.InferenceProtocol;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where symbols find a worker: it is listed once its models are warm, and never again after its device has gone. Owned by the worker. */
final class Registration {
    /** The workers of the cluster are others now. */
    record Listed(Set<ActorRef<InferenceProtocol.Command>> workers) implements InferenceProtocol.Command {}

    private final ActorContext<InferenceProtocol.Command> context;
    private final InferenceMetrics metrics;
    private List<ActorRef<InferenceProtocol.Command>> others = List.of();
    private boolean listed;
    private boolean retired;

    Registration(ActorContext<InferenceProtocol.Command> context, InferenceMetrics metrics) {
        this.context = context;
        this.metrics = metrics;
        context.getSystem()
                .receptionist()
                .tell(Receptionist.subscribe(
                        InferenceProtocol.KEY,
                        context.messageAdapter(
                                Receptionist.Listing.class,
                                listing -> new Listed(listing.getServiceInstances(InferenceProtocol.KEY)))));
    }

    void listed(Listed told) {
        others = told.workers().stream()
                .filter(worker -> !worker.equals(context.getSelf()))
                .toList();
    }

    /** Another worker of the cluster, where there is one. */
    Optional<ActorRef<InferenceProtocol.Command>> another() {
        return others.stream().findFirst();
    }

    /** Lists the worker where it can answer for the models in force; else it leaves the symbols to others. */
    void serves(boolean modelsInForce) {
        if (modelsInForce) {
            ready();
        } else {
            ended();
        }
    }

    private void ready() {
        if (!listed && !retired) {
            listed = true;
            metrics.device(true);
            context.getSystem().receptionist().tell(Receptionist.register(InferenceProtocol.KEY, context.getSelf()));
        }
    }

    /** The device has gone; whether that is new. */
    boolean retire() {
        boolean news = !retired;
        ended();
        retired = true;
        return news;
    }

    boolean retired() {
        return retired;
    }

    /** The worker ends, or cannot answer for the models in force. */
    void ended() {
        if (listed) {
            listed = false;
            metrics.device(false);
            context.getSystem().receptionist().tell(Receptionist.deregister(InferenceProtocol.KEY, context.getSelf()));
        }
    }
}
