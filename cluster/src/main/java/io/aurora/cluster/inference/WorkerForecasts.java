package io.aurora.cluster.inference;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.AskPattern;
import io.aurora.domain.inference.InferenceRequest;
import io.aurora.http.port.Forecasts;
import io.aurora.inference.protocol.InferenceProtocol;
import io.aurora.inference.protocol.InferenceProtocol.Answer;
import io.aurora.inference.protocol.InferenceProtocol.Failed;
import io.aurora.inference.protocol.InferenceProtocol.Infer;
import io.aurora.inference.protocol.InferenceProtocol.Inferred;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Asks the workers of the cluster, as symbols do. */
public final class WorkerForecasts implements Forecasts {
    private final ActorSystem<?> system;
    private final InferenceNode node;

    public WorkerForecasts(ActorSystem<?> system, InferenceNode node) {
        this.system = system;
        this.node = node;
    }

    @Override
    public CompletionStage<Reply> forecast(InferenceRequest request, Duration limit) {
        CompletionStage<Answer> asked = AskPattern.<InferenceProtocol.Command, Answer>ask(
                node.router(), replyTo -> new Infer(request, limit.toMillis(), replyTo), limit, system.scheduler());
        return asked.handle((answer, failure) -> failure == null ? reply(answer) : new Missing("late"));
    }

    private static Reply reply(Answer answer) {
        if (answer instanceof Inferred inferred) {
            return new Given(inferred.result());
        }
        return new Missing(answer instanceof Failed failed ? failed.reason() : "busy");
    }
}
