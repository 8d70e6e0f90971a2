package io.aurora.inference;

import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.receptionist.Receptionist;
import io.aurora.inference.protocol.InferenceProtocol;

/** Where symbols find a worker: it is listed once its models are warm, and never again after its device has gone. Owned by the worker. */
final class Registration {
    private final ActorContext<InferenceProtocol.Command> context;
    private final InferenceMetrics metrics;
    private boolean listed;
    private boolean retired;

    Registration(ActorContext<InferenceProtocol.Command> context, InferenceMetrics metrics) {
        this.context = context;
        this.metrics = metrics;
    }

    /** The worker can answer. */
    void ready() {
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
