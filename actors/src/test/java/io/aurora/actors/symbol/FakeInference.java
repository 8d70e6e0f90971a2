package io.aurora.actors.symbol;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import io.aurora.domain.inference.BuiltInForecaster;
import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.regime.BicRouter;
import io.aurora.inference.protocol.InferenceProtocol;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A worker that answers from a function, and is silent, busy or failing on demand. */
final class FakeInference {
    enum Mood {
        ANSWERS,
        SILENT,
        BUSY,
        FAILS,
        /** Takes its time for each bar that it has to rerun, and is silent where its asker waits no longer than that. */
        SLOW
    }

    /** What a step takes in {@link Mood#SLOW}. */
    static final long STEP_MS = 10;

    private final Function<InferenceRequest, InferenceResult> engine;
    volatile Mood mood = Mood.ANSWERS;
    volatile boolean fits = true;
    final AtomicInteger asked = new AtomicInteger();
    final AtomicInteger fitsAsked = new AtomicInteger();

    FakeInference() {
        this(BuiltInForecaster::forecast);
    }

    FakeInference(Function<InferenceRequest, InferenceResult> engine) {
        this.engine = engine;
    }

    Behavior<InferenceProtocol.Command> behavior() {
        return Behaviors.receive(InferenceProtocol.Command.class)
                .onMessage(InferenceProtocol.Infer.class, this::infer)
                .onMessage(InferenceProtocol.Fit.class, this::fit)
                .build();
    }

    private Behavior<InferenceProtocol.Command> infer(InferenceProtocol.Infer message) {
        asked.incrementAndGet();
        long ts = message.request().barTsMs();
        switch (mood) {
            case ANSWERS -> message.replyTo().tell(new InferenceProtocol.Inferred(ts, engine.apply(message.request())));
            case BUSY -> message.replyTo().tell(new InferenceProtocol.Busy(ts));
            case FAILS -> message.replyTo().tell(new InferenceProtocol.Failed(ts, "test"));
            case SLOW -> {
                int steps = message.request().recurrent().since().size() + 1;
                if (steps * STEP_MS <= message.deadlineMs()) {
                    message.replyTo().tell(new InferenceProtocol.Inferred(ts, engine.apply(message.request())));
                }
            }
            case SILENT -> {}
            default -> throw new IllegalStateException("unknown mood: " + mood);
        }
        return Behaviors.same();
    }

    private Behavior<InferenceProtocol.Command> fit(InferenceProtocol.Fit message) {
        fitsAsked.incrementAndGet();
        if (fits) {
            message.replyTo()
                    .tell(new InferenceProtocol.Fitted(
                            message.fit().atReturn(),
                            BicRouter.fit(message.fit().returns())));
        }
        return Behaviors.same();
    }
}
