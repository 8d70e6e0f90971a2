package io.aurora.inference;

import io.aurora.domain.audit.RecordDifferences;
import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.inference.ModelIds;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes one answer in so many again, alone, on the reference device and compares every bit. On a thread of its own, away from the
 * answers' way; a sample that comes while too many wait is left out. Called from its worker's thread, closed by it.
 */
final class ParityCheck implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ParityCheck.class);
    private static final int WAITING = 16;

    private final Supplier<EngineSource> reference;
    private final int every;
    private final InferenceMetrics metrics;
    private final ThreadPoolExecutor thread;
    private final ServedEngines engines = new ServedEngines();
    private EngineSource source;
    private long answers;

    /**
     * @param reference opens the device that is believed
     * @param every one answer in so many, {@code >= 1}
     */
    ParityCheck(Supplier<EngineSource> reference, int every, InferenceMetrics metrics) {
        this.reference = reference;
        this.every = every;
        this.metrics = metrics;
        this.thread = new ThreadPoolExecutor(
                1, 1, 0L, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), ParityCheck::named);
    }

    private static Thread named(Runnable work) {
        Thread named = new Thread(work, "aurora-parity");
        named.setDaemon(true);
        named.setPriority(Thread.MIN_PRIORITY);
        return named;
    }

    /** Opens the same models on the reference device, beside those that it has. */
    void load(ModelFolders folders) {
        if (!folders.equals(ModelFolders.BUILT_IN)) {
            offer(() -> open(folders));
        }
    }

    private void open(ModelFolders folders) {
        try {
            source = source == null ? reference.get() : source;
            InferenceEngine engine = source.open(folders);
            if (engines.has(engine.models())) {
                engine.close();
            } else {
                engines.add(engine);
            }
        } catch (RuntimeException e) {
            LOG.warn("answers cannot be computed again: {}", e.getMessage());
        }
    }

    /** Other models than these are asked for no more. */
    void keep(ModelIds models) {
        offer(() -> engines.retireAllBut(models).forEach(InferenceEngine::close));
    }

    /** An answer was given; compares it where it is its turn. */
    void answered(InferenceRequest request, InferenceResult result) {
        answers++;
        if (answers % every == 0 && thread.getQueue().size() < WAITING) {
            offer(() -> compare(request, result));
        }
    }

    private void offer(Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException e) {
            LOG.debug("parity check is closed");
        }
    }

    private void compare(InferenceRequest request, InferenceResult given) {
        engines.serving(request.models()).ifPresent(served -> judge(request, given, again(served.engine(), request)));
    }

    /** A reference that breaks on a request has not given the same answer. */
    private static EngineAnswer again(InferenceEngine engine, InferenceRequest request) {
        try {
            return engine.infer(List.of(request)).get(0);
        } catch (RuntimeException e) {
            return new EngineAnswer.Refused(e.toString());
        }
    }

    private void judge(InferenceRequest request, InferenceResult given, EngineAnswer again) {
        if (!(again instanceof EngineAnswer.Done done)) {
            metrics.compared(false);
            LOG.error("{} answered {} where the reference refuses: {}", given.engine(), request, again);
            return;
        }
        InferenceResult expected = done.result().by(given.engine());
        boolean same = expected.equals(given);
        metrics.compared(same);
        if (!same) {
            LOG.error(
                    "{} differs from the reference on {}: {}",
                    given.engine(),
                    request,
                    RecordDifferences.of(given, expected));
        }
    }

    @Override
    public void close() {
        thread.getQueue().clear();
        offer(() -> {
            engines.retireAll().forEach(InferenceEngine::close);
            if (source != null) {
                source.close();
            }
        });
        thread.shutdown();
    }
}
