package io.aurora.inference;

import akka.actor.typed.ActorRef;
import io.aurora.inference.protocol.InferenceProtocol;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where a worker answers requests, each once, and counts those without a forecast. Owned by the worker. */
final class WorkerReplies implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerReplies.class);

    private final InferenceMetrics metrics;
    private final Optional<ParityCheck> parity;

    WorkerReplies(InferenceMetrics metrics, Optional<ParityCheck> parity) {
        this.metrics = metrics;
        this.parity = parity;
    }

    void answer(InferenceProtocol.Infer ask, EngineAnswer answer) {
        if (answer instanceof EngineAnswer.Done done) {
            ask.replyTo().tell(new InferenceProtocol.Inferred(ask.request().barTsMs(), done.result()));
            parity.ifPresent(check -> check.answered(ask.request(), done.result()));
        } else if (answer instanceof EngineAnswer.Refused refused) {
            failed(ask, refused.reason(), InferenceMetrics.Miss.FAILED);
        }
    }

    void failed(InferenceProtocol.Infer ask, String reason, InferenceMetrics.Miss why) {
        metrics.missed(why);
        LOG.debug("no forecast for {}: {}", ask.request().symbol(), reason);
        ask.replyTo().tell(new InferenceProtocol.Failed(ask.request().barTsMs(), reason));
    }

    void busy(InferenceProtocol.Infer ask, InferenceMetrics.Miss why) {
        metrics.missed(why);
        ask.replyTo().tell(new InferenceProtocol.Busy(ask.request().barTsMs()));
    }

    /** The device has gone under a request: another worker answers it, as long as its asker waits. */
    void lost(InferenceProtocol.Infer ask, Optional<ActorRef<InferenceProtocol.Command>> another) {
        if (another.isPresent()) {
            metrics.missed(InferenceMetrics.Miss.LOST);
            another.get().tell(ask);
        } else {
            busy(ask, InferenceMetrics.Miss.LOST);
        }
    }

    @Override
    public void close() {
        parity.ifPresent(ParityCheck::close);
    }
}
