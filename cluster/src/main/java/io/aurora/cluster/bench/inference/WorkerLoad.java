package io.aurora.cluster.bench.inference;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Scheduler;
import akka.actor.typed.javadsl.AskPattern;
import io.aurora.cluster.bench.PacedLoad;
import io.aurora.cluster.bench.Percentiles;
import io.aurora.domain.features.FeatureSchema;
import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.ModelIds;
import io.aurora.domain.inference.RecurrentInput;
import io.aurora.domain.regime.RegimeProbabilities;
import io.aurora.inference.protocol.InferenceProtocol;
import io.aurora.inference.protocol.InferenceProtocol.Answer;
import io.aurora.inference.protocol.InferenceProtocol.Infer;
import io.aurora.inference.protocol.InferenceProtocol.Inferred;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Requests at a given rate, whatever the answers do, the symbols in turn, each from the recurrent state of its last answer. Asked as a symbol
 * asks. Times are counted from the moment a request was due (no coordinated omission).
 */
final class WorkerLoad {
    private static final int DIGITS = 3;
    private static final int ROWS = 1024;
    private static final double SIGMA = 0.01;

    private final ActorRef<InferenceProtocol.Command> router;
    private final Scheduler scheduler;
    private final ModelIds models;
    private final Duration deadline;
    private final double rate;
    private final double[][] features = new double[ROWS][FeatureSchema.DIMENSION];
    private final AtomicReferenceArray<RecurrentInput> states;
    private final Histogram sinceDue = new ConcurrentHistogram(DIGITS);
    private final LongAdder missed = new LongAdder();

    WorkerLoad(
            ActorRef<InferenceProtocol.Command> router,
            Scheduler scheduler,
            ModelIds models,
            Duration deadline,
            int symbols,
            double rate) {
        this.router = router;
        this.scheduler = scheduler;
        this.models = models;
        this.deadline = deadline;
        this.rate = rate;
        this.states = new AtomicReferenceArray<>(symbols);
        SplittableRandom random = new SplittableRandom(1L);
        for (double[] row : features) {
            for (int i = 0; i < row.length; i++) {
                row[i] = 2.0 * random.nextDouble() - 1.0;
            }
        }
        for (int i = 0; i < symbols; i++) {
            states.set(i, RecurrentInput.ZERO);
        }
    }

    /** Asks for {@code warmUp}, uncounted, and for {@code time}; returns when all is answered. */
    void run(Duration warmUp, Duration time) throws InterruptedException, TimeoutException {
        new PacedLoad(rate).run(warmUp, time, this::ask);
    }

    private CompletionStage<?> ask(long n, long due, boolean counted) {
        int symbol = (int) (n % states.length());
        InferenceRequest request = new InferenceRequest(
                "S-" + symbol,
                n,
                features[(int) (n % ROWS)],
                states.get(symbol),
                SIGMA,
                RegimeProbabilities.uniform(),
                models);
        CompletionStage<Answer> answer = AskPattern.ask(
                router, replyTo -> new Infer(request, deadline.toMillis(), replyTo), deadline, scheduler);
        return answer.whenCompleteAsync((given, failure) -> answered(symbol, given, due, counted), Runnable::run);
    }

    private void answered(int symbol, Answer answer, long due, boolean counted) {
        if (answer instanceof Inferred inferred) {
            inferred.result().recurrent().ifPresent(state -> states.set(symbol, new RecurrentInput(state, List.of())));
            if (counted) {
                sinceDue.recordValue(Math.max(0L, System.nanoTime() - due));
            }
        } else if (counted) {
            missed.increment();
        }
    }

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("asked_per_s", Percentiles.round(rate));
        figures.put("answers", sinceDue.getTotalCount());
        figures.put("missed", missed.sum());
        figures.put("ms_since_due", Percentiles.of(sinceDue));
        return figures;
    }
}
