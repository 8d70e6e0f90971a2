package io.aurora.inference;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import io.aurora.domain.regime.RegimeProbabilities;
import io.aurora.inference.protocol.InferenceProtocol;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** Refits of the BIC router on the threads of a worker. Owned by the worker. */
final class WorkerRefits {
    /** A refit that waits gets its turn after so many batches. */
    static final int BATCHES_PER_REFIT = 8;

    /** A refit has ended. */
    record Done(RefitQueue.Job job, Optional<RegimeProbabilities> probabilities, long nanos)
            implements InferenceProtocol.Command {}

    private final ActorContext<InferenceProtocol.Command> context;
    private final DeviceThreads threads;
    private final InferenceMetrics metrics;
    private final RefitQueue queue = new RefitQueue();
    private int running;
    private int batchesSince;

    WorkerRefits(ActorContext<InferenceProtocol.Command> context, DeviceThreads threads, InferenceMetrics metrics) {
        this.context = context;
        this.threads = threads;
        this.metrics = metrics;
    }

    void add(InferenceProtocol.Fit ask) {
        queue.add(ask);
    }

    int waiting() {
        return queue.waiting();
    }

    int running() {
        return running;
    }

    void batchStarted() {
        batchesSince++;
    }

    /** Whether a refit has given way to enough batches. */
    boolean due() {
        return queue.waiting() > 0 && batchesSince >= BATCHES_PER_REFIT;
    }

    void start() {
        RefitQueue.Job job = queue.start();
        running++;
        batchesSince = 0;
        context.pipeToSelf(
                threads.refit(job.fit()),
                (timed, failure) ->
                        failure == null ? new Done(job, timed.value(), timed.nanos()) : broken(job, failure));
    }

    /** Runs on a thread of the device's: touches nothing of the actor but its message. */
    private static Done broken(RefitQueue.Job job, Throwable failure) {
        LoggerFactory.getLogger(WorkerRefits.class)
                .warn("refit of {} has no result: {}", job.symbol(), job.fit(), DeviceThreads.cause(failure));
        return new Done(job, Optional.empty(), 0L);
    }

    void done(Done done) {
        List<ActorRef<InferenceProtocol.Fitted>> askers = queue.finish(done.job());
        if (askers.isEmpty()) {
            return; // Begun before a restart of the worker.
        }
        running--;
        metrics.refit(done.nanos(), done.probabilities().isEmpty());
        InferenceProtocol.Fitted fitted =
                new InferenceProtocol.Fitted(done.job().fit().atReturn(), done.probabilities());
        askers.forEach(asker -> asker.tell(fitted));
    }
}
