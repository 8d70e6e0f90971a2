package io.aurora.inference;

import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.PreRestart;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import io.aurora.config.InferenceSettings;
import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.ModelIds;
import io.aurora.inference.ServedEngines.Served;
import io.aurora.inference.protocol.InferenceProtocol;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Batches the requests of many symbols for one device. A batch starts at once while the device is idle; while one runs, the next fills up
 * and starts when the device is free again, or beside it, where the device takes several, once it is full or its first request has waited
 * {@code max_wait} (no finer than a tick of the scheduler). A batch holds requests for the same models. Never blocks: engines and refits
 * run on threads of their own.
 *
 * <p>Every request is answered once. One that finds the queue full is told at once; one whose asker waits no longer when its turn comes,
 * or that holds a value that is not finite, or that breaks the engine, fails alone. Refits of the BIC router give way to forecasts, but
 * one runs after every {@value WorkerRefits#BATCHES_PER_REFIT} batches at the latest; they wait in a {@link RefitQueue}. A lost device is retired: the
 * worker leaves the receptionist, hands its requests to another worker, or sends them back as busy where there is none, and goes on with
 * refits only.
 */
final class InferenceWorker extends AbstractBehavior<InferenceProtocol.Command> {
    private record BatchDone(Served served, List<InferenceProtocol.Infer> asked, List<EngineAnswer> answers, long nanos)
            implements InferenceProtocol.Command {}

    private record BatchBroken(Served served, List<InferenceProtocol.Infer> asked, Throwable cause)
            implements InferenceProtocol.Command {}

    private enum Waited implements InferenceProtocol.Command {
        LONG_ENOUGH
    }

    private final TimerScheduler<InferenceProtocol.Command> timers;
    private final DeviceThreads threads;
    private final InferenceSettings settings;
    private final InferenceMetrics metrics;
    private final NanoClock clock;
    private final RequestQueue queue;
    private final WorkerReplies replies;
    private final WorkerModels models;
    private final Registration registration;
    private final WorkerRefits refits;
    private final Runnable lost;
    private int batchesRunning;

    private InferenceWorker(
            ActorContext<InferenceProtocol.Command> context,
            TimerScheduler<InferenceProtocol.Command> timers,
            DeviceThreads threads,
            WorkerParts parts) {
        super(context);
        this.timers = timers;
        this.threads = threads;
        this.settings = parts.settings();
        this.metrics = parts.metrics();
        this.clock = parts.clock();
        this.queue = new RequestQueue(settings.queue());
        this.refits = new WorkerRefits(context, threads, metrics);
        this.registration = new Registration(context, metrics);
        Optional<ParityCheck> parity = parts.reference()
                .filter(any -> settings.parityEvery() > 0)
                .map(reference -> new ParityCheck(reference, settings.parityEvery(), metrics));
        this.replies = new WorkerReplies(metrics, parity);
        this.lost = () -> parts.lost().accept(context.getSelf());
        this.models = new WorkerModels(context, timers, threads, parity, parts);
        models.openFirst(parts.folders().get());
    }

    static Behavior<InferenceProtocol.Command> create(WorkerParts parts) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            EngineSource device = WorkerModels.opened(context.getSelf(), parts);
            DeviceThreads threads = DeviceThreads.start(device, parts.settings().workers(), parts.clock());
            return new InferenceWorker(context, timers, threads, parts);
        }));
    }

    @Override
    public Receive<InferenceProtocol.Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(InferenceProtocol.Infer.class, this::onInfer)
                .onMessage(InferenceProtocol.Fit.class, ask -> thenStart(() -> refits.add(ask)))
                .onMessage(InferenceProtocol.LoadModels.class, ask -> then(() -> models.load(ask)))
                .onMessage(InferenceProtocol.ServeModels.class, told -> then(() -> serve(told)))
                .onMessage(Registration.Listed.class, told -> then(() -> registration.listed(told)))
                .onMessage(WorkerModels.Retire.class, retire -> then(() -> models.retire(retire)))
                .onMessage(WorkerModels.Opened.class, this::onOpened)
                .onMessage(BatchDone.class, this::onBatchDone)
                .onMessage(BatchBroken.class, this::onBatchBroken)
                .onMessage(WorkerRefits.Done.class, done -> thenStart(() -> refits.done(done)))
                .onMessageEquals(Waited.LONG_ENOUGH, () -> thenStart(() -> {}))
                .onSignal(PostStop.class, signal -> closed())
                .onSignal(PreRestart.class, signal -> closed())
                .build();
    }

    private Behavior<InferenceProtocol.Command> then(Runnable work) {
        work.run();
        return this;
    }

    private Behavior<InferenceProtocol.Command> thenStart(Runnable work) {
        work.run();
        start();
        return this;
    }

    private void serve(InferenceProtocol.ServeModels told) {
        models.serve(told);
        registration.serves(models.servesInForce());
    }

    private Behavior<InferenceProtocol.Command> onOpened(WorkerModels.Opened opened) {
        models.opened(opened);
        registration.serves(models.servesInForce());
        start();
        return this;
    }

    private Behavior<InferenceProtocol.Command> onInfer(InferenceProtocol.Infer ask) {
        Optional<String> poison = RequestCheck.poison(ask.request());
        if (poison.isPresent()) {
            replies.failed(ask, poison.get(), InferenceMetrics.Miss.FAILED);
        } else if (registration.retired()) {
            replies.busy(ask, InferenceMetrics.Miss.LOST);
        } else if (queue.offer(ask, clock.nanos())) {
            start();
        } else {
            replies.busy(ask, InferenceMetrics.Miss.BUSY);
        }
        return this;
    }

    private Behavior<InferenceProtocol.Command> onBatchDone(BatchDone done) {
        batchesRunning -= models.finished(done.served());
        metrics.batch(done.asked().size(), done.nanos());
        for (int i = 0; i < done.asked().size(); i++) {
            replies.answer(done.asked().get(i), done.answers().get(i));
        }
        start();
        return this;
    }

    private Behavior<InferenceProtocol.Command> onBatchBroken(BatchBroken broken) {
        batchesRunning -= models.finished(broken.served());
        if (broken.cause() instanceof EngineLostException) {
            retire(broken);
        } else {
            getContext()
                    .getLog()
                    .error(
                            "inference engine broke on a batch of {}",
                            broken.asked().size(),
                            broken.cause());
            broken.asked().forEach(ask -> replies.failed(ask, broken.cause().toString(), InferenceMetrics.Miss.FAILED));
        }
        start();
        return this;
    }

    private Behavior<InferenceProtocol.Command> closed() {
        registration.ended();
        queue.drain().forEach(ask -> replies.lost(ask, registration.another()));
        replies.close();
        threads.close();
        return this;
    }

    /** Gives free threads their next work. */
    private void start() {
        while (models.any() && threadIsFree()) {
            if (batchIsDue() && !refits.due()) {
                startBatch();
            } else if (refits.waiting() > 0) {
                refits.start();
            } else {
                break;
            }
        }
        metrics.queueDepth(queue.size());
        if (queue.size() > 0 && batchesRunning > 0 && batchesRunning < threads.batches() && threadIsFree()) {
            waitForFirst();
        }
    }

    /** Until the request that has waited longest has waited long enough; later ones do not put that off. */
    private void waitForFirst() {
        if (!timers.isTimerActive(Waited.LONG_ENOUGH)) {
            long left = settings.maxWait().toNanos() - queue.oldestAgeNanos(clock.nanos());
            timers.startSingleTimer(Waited.LONG_ENOUGH, Duration.ofNanos(Math.max(1L, left)));
        }
    }

    private boolean threadIsFree() {
        return batchesRunning + refits.running() < threads.count();
    }

    private boolean batchIsDue() {
        boolean idle = batchesRunning == 0;
        boolean full = queue.size() >= settings.maxBatch();
        boolean waited =
                queue.oldestAgeNanos(clock.nanos()) >= settings.maxWait().toNanos();
        return queue.size() > 0 && batchesRunning < threads.batches() && (idle || full || waited);
    }

    private void startBatch() {
        RequestQueue.Taken taken = queue.take(settings.maxBatch(), clock.nanos());
        taken.expired().forEach(ask -> replies.failed(ask, "deadline", InferenceMetrics.Miss.DEADLINE));
        List<InferenceProtocol.Infer> batch = taken.batch();
        if (batch.isEmpty()) {
            return;
        }
        ModelIds asked = batch.get(0).request().models();
        Optional<Served> served = models.serving(asked);
        if (served.isEmpty()) {
            String reason = "models are not served: asked=" + asked + ", served=" + models.shown();
            batch.forEach(ask -> replies.failed(ask, reason, InferenceMetrics.Miss.FAILED));
            return;
        }
        run(served.get(), batch);
    }

    private void run(Served served, List<InferenceProtocol.Infer> batch) {
        batchesRunning++;
        refits.batchStarted();
        models.started(served);
        List<InferenceRequest> requests =
                batch.stream().map(InferenceProtocol.Infer::request).toList();
        getContext()
                .pipeToSelf(
                        threads.infer(served.engine(), requests),
                        (timed, failure) -> failure == null
                                ? new BatchDone(served, batch, timed.value(), timed.nanos())
                                : new BatchBroken(served, batch, DeviceThreads.cause(failure)));
    }

    private void retire(BatchBroken broken) {
        if (registration.retire()) {
            getContext().getLog().error("{} is lost and retired", threads.description(), broken.cause());
            lost.run();
        }
        broken.asked().forEach(ask -> replies.lost(ask, registration.another()));
        queue.drain().forEach(ask -> replies.lost(ask, registration.another()));
    }
}
