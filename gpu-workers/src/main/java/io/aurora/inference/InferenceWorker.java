package io.aurora.inference;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.PreRestart;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.actor.typed.receptionist.Receptionist;
import io.aurora.config.InferenceSettings;
import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.regime.RegimeProbabilities;
import io.aurora.inference.protocol.InferenceProtocol;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/**
 * Batches the requests of many symbols for one engine. A batch starts at once while the engine is idle; while one runs, the next fills up
 * and starts when the engine is free again, or beside it, where the engine takes several, once it is full or its first request has waited
 * {@code max_wait} (no finer than a tick of the scheduler). Never blocks: engine and refits run on threads of its own.
 *
 * <p>Every request is answered once. One that finds the queue full is told at once; one whose asker waits no longer when its turn comes,
 * or that holds a value that is not finite, or that breaks the engine, fails alone. Refits of the BIC router give way to forecasts, but
 * one runs after every {@value #BATCHES_PER_REFIT} batches at the latest; they wait in a {@link RefitQueue}. A lost device is retired: the
 * worker leaves the receptionist, sends its requests back as busy, so that they are asked elsewhere, and goes on with refits only.
 */
final class InferenceWorker extends AbstractBehavior<InferenceProtocol.Command> {
    static final int BATCHES_PER_REFIT = 8;

    private record BatchDone(List<InferenceProtocol.Infer> asked, List<EngineAnswer> answers, long nanos)
            implements InferenceProtocol.Command {}

    private record BatchBroken(List<InferenceProtocol.Infer> asked, Throwable cause)
            implements InferenceProtocol.Command {}

    private record RefitDone(RefitQueue.Job job, Optional<RegimeProbabilities> probabilities, long nanos)
            implements InferenceProtocol.Command {}

    private enum Waited implements InferenceProtocol.Command {
        LONG_ENOUGH
    }

    private final TimerScheduler<InferenceProtocol.Command> timers;
    private final EngineThreads threads;
    private final InferenceSettings settings;
    private final InferenceMetrics metrics;
    private final NanoClock clock;
    private final RequestQueue queue;
    private final RefitQueue refits = new RefitQueue();
    private int batchesRunning;
    private int refitsRunning;
    private int batchesSinceRefit;
    private boolean retired;

    private InferenceWorker(
            ActorContext<InferenceProtocol.Command> context,
            TimerScheduler<InferenceProtocol.Command> timers,
            EngineThreads threads,
            Parts parts) {
        super(context);
        this.timers = timers;
        this.threads = threads;
        this.settings = parts.settings();
        this.metrics = parts.metrics();
        this.clock = parts.clock();
        this.queue = new RequestQueue(settings.queue());
        register();
    }

    /**
     * What a worker is made of.
     *
     * @param engine opens the engine, again after a restart
     */
    record Parts(
            Supplier<InferenceEngine> engine, InferenceSettings settings, InferenceMetrics metrics, NanoClock clock) {}

    static Behavior<InferenceProtocol.Command> create(Parts parts) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            EngineThreads threads =
                    EngineThreads.open(parts.engine().get(), parts.settings().workers(), parts.clock());
            context.getLog()
                    .info(
                            "inference engine {} serves {}, {} batches at a time",
                            threads.engine().name(),
                            threads.engine().models(),
                            threads.count());
            return new InferenceWorker(context, timers, threads, parts);
        }));
    }

    @Override
    public Receive<InferenceProtocol.Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(InferenceProtocol.Infer.class, this::onInfer)
                .onMessage(InferenceProtocol.Fit.class, this::onFit)
                .onMessage(BatchDone.class, this::onBatchDone)
                .onMessage(BatchBroken.class, this::onBatchBroken)
                .onMessage(RefitDone.class, this::onRefitDone)
                .onMessageEquals(Waited.LONG_ENOUGH, this::onWaited)
                .onSignal(PostStop.class, signal -> closed())
                .onSignal(PreRestart.class, signal -> closed())
                .build();
    }

    private Behavior<InferenceProtocol.Command> onInfer(InferenceProtocol.Infer ask) {
        Optional<String> poison = RequestCheck.poison(ask.request());
        if (poison.isPresent()) {
            failed(ask, poison.get(), InferenceMetrics.Miss.FAILED);
        } else if (retired) {
            busy(ask, InferenceMetrics.Miss.LOST);
        } else if (queue.offer(ask, clock.nanos())) {
            start();
        } else {
            busy(ask, InferenceMetrics.Miss.BUSY);
        }
        return this;
    }

    private Behavior<InferenceProtocol.Command> onFit(InferenceProtocol.Fit ask) {
        refits.add(ask);
        start();
        return this;
    }

    private Behavior<InferenceProtocol.Command> onWaited() {
        start();
        return this;
    }

    private Behavior<InferenceProtocol.Command> onBatchDone(BatchDone done) {
        batchesRunning--;
        metrics.batch(done.asked().size(), done.nanos());
        for (int i = 0; i < done.asked().size(); i++) {
            answer(done.asked().get(i), done.answers().get(i));
        }
        start();
        return this;
    }

    private Behavior<InferenceProtocol.Command> onBatchBroken(BatchBroken broken) {
        batchesRunning--;
        if (broken.cause() instanceof EngineLostException) {
            retire(broken);
        } else {
            getContext()
                    .getLog()
                    .error(
                            "inference engine broke on a batch of {}",
                            broken.asked().size(),
                            broken.cause());
            broken.asked().forEach(ask -> failed(ask, broken.cause().toString(), InferenceMetrics.Miss.FAILED));
        }
        start();
        return this;
    }

    private Behavior<InferenceProtocol.Command> onRefitDone(RefitDone done) {
        refitsRunning--;
        metrics.refit(done.nanos(), done.probabilities().isEmpty());
        InferenceProtocol.Fitted fitted =
                new InferenceProtocol.Fitted(done.job().fit().atReturn(), done.probabilities());
        refits.finish(done.job()).forEach(asker -> asker.tell(fitted));
        start();
        return this;
    }

    private Behavior<InferenceProtocol.Command> closed() {
        threads.close();
        return this;
    }

    /** Gives free threads their next work. */
    private void start() {
        while (batchesRunning + refitsRunning < threads.count()) {
            if (batchIsDue() && !refitIsDue()) {
                startBatch();
            } else if (refits.waiting() > 0) {
                startRefit();
            } else {
                break;
            }
        }
        metrics.queueDepth(queue.size());
        if (queue.size() > 0 && batchesRunning > 0 && batchesRunning + refitsRunning < threads.count()) {
            timers.startSingleTimer(Waited.LONG_ENOUGH, settings.maxWait());
        }
    }

    private boolean batchIsDue() {
        boolean idle = batchesRunning == 0;
        boolean full = queue.size() >= settings.maxBatch();
        boolean waited =
                queue.oldestAgeNanos(clock.nanos()) >= settings.maxWait().toNanos();
        return queue.size() > 0 && (idle || full || waited);
    }

    private boolean refitIsDue() {
        return refits.waiting() > 0 && batchesSinceRefit >= BATCHES_PER_REFIT;
    }

    private void startBatch() {
        RequestQueue.Taken taken = queue.take(settings.maxBatch(), clock.nanos());
        taken.expired().forEach(ask -> failed(ask, "deadline", InferenceMetrics.Miss.DEADLINE));
        List<InferenceProtocol.Infer> batch = taken.batch();
        if (batch.isEmpty()) {
            return;
        }
        batchesRunning++;
        batchesSinceRefit++;
        List<InferenceRequest> requests =
                batch.stream().map(InferenceProtocol.Infer::request).toList();
        getContext()
                .pipeToSelf(
                        threads.infer(requests),
                        (timed, failure) -> failure == null
                                ? new BatchDone(batch, timed.value(), timed.nanos())
                                : new BatchBroken(batch, EngineThreads.cause(failure)));
    }

    private void startRefit() {
        RefitQueue.Job job = refits.start();
        refitsRunning++;
        batchesSinceRefit = 0;
        getContext()
                .pipeToSelf(
                        threads.refit(job.fit()),
                        (timed, failure) -> failure == null
                                ? new RefitDone(job, timed.value(), timed.nanos())
                                : brokenRefit(job, failure));
    }

    /** Runs on a thread of the engine's: touches nothing of the actor but its message. */
    private static RefitDone brokenRefit(RefitQueue.Job job, Throwable failure) {
        LoggerFactory.getLogger(InferenceWorker.class)
                .warn("refit of {} has no result: {}", job.symbol(), job.fit(), EngineThreads.cause(failure));
        return new RefitDone(job, Optional.empty(), 0L);
    }

    private void answer(InferenceProtocol.Infer ask, EngineAnswer answer) {
        if (answer instanceof EngineAnswer.Done done) {
            ask.replyTo().tell(new InferenceProtocol.Inferred(ask.request().barTsMs(), done.result()));
        } else if (answer instanceof EngineAnswer.Refused refused) {
            failed(ask, refused.reason(), InferenceMetrics.Miss.FAILED);
        }
    }

    private void failed(InferenceProtocol.Infer ask, String reason, InferenceMetrics.Miss why) {
        metrics.missed(why);
        getContext().getLog().debug("no forecast for {}: {}", ask.request().symbol(), reason);
        ask.replyTo().tell(new InferenceProtocol.Failed(ask.request().barTsMs(), reason));
    }

    private void busy(InferenceProtocol.Infer ask, InferenceMetrics.Miss why) {
        metrics.missed(why);
        ask.replyTo().tell(new InferenceProtocol.Busy(ask.request().barTsMs()));
    }

    private void register() {
        ActorRef<InferenceProtocol.Command> self = getContext().getSelf();
        getContext().getSystem().receptionist().tell(Receptionist.register(InferenceProtocol.KEY, self));
    }

    private void retire(BatchBroken broken) {
        if (!retired) {
            retired = true;
            getContext()
                    .getLog()
                    .error(
                            "inference engine {} is lost and retired",
                            threads.engine().name(),
                            broken.cause());
            ActorRef<InferenceProtocol.Command> self = getContext().getSelf();
            getContext().getSystem().receptionist().tell(Receptionist.deregister(InferenceProtocol.KEY, self));
        }
        broken.asked().forEach(ask -> busy(ask, InferenceMetrics.Miss.LOST));
        queue.take(Integer.MAX_VALUE, clock.nanos()).all().forEach(ask -> busy(ask, InferenceMetrics.Miss.LOST));
    }
}
