package io.aurora.actors.psi;

import akka.actor.typed.Scheduler;
import io.aurora.actors.decisions.PsiReader;
import io.aurora.domain.learning.PsiField;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The psi field, ready for decisions. An outdated value is served while one reading, never more, fetches the next, and when that
 * fails. Only where there is no value at all does a decision wait, and then not long. Thread-safe.
 */
public final class PsiCache implements PsiReader {
    private final PsiSource source;
    private final Supplier<PsiField> standIn;
    private final Duration ttl;
    private final Duration longestWait;
    private final LongSupplier nanos;
    private final Scheduler scheduler;
    private final Executor executor;
    private final Runnable onHit;
    private final Runnable onMiss;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final AtomicReference<CompletableFuture<PsiField>> refresh = new AtomicReference<>();
    private volatile Value value;

    private record Value(PsiField field, long atNanos) {}

    /**
     * What a cache needs besides its source.
     *
     * @param ttl how long a value is fresh
     * @param longestWait longest a decision waits where there is no value
     * @param nanos nanosecond clock
     * @param scheduler for that wait
     * @param executor where what waited goes on
     */
    public record Terms(
            Duration ttl, Duration longestWait, LongSupplier nanos, Scheduler scheduler, Executor executor) {}

    /**
     * @param standIn the field where the source has given none in time
     * @param onHit told of each reading that a fresh value answered
     * @param onMiss told of each other one
     */
    public PsiCache(PsiSource source, Supplier<PsiField> standIn, Terms terms, Runnable onHit, Runnable onMiss) {
        this.source = source;
        this.standIn = standIn;
        this.ttl = terms.ttl();
        this.longestWait = terms.longestWait();
        this.nanos = terms.nanos();
        this.scheduler = terms.scheduler();
        this.executor = terms.executor();
        this.onHit = onHit;
        this.onMiss = onMiss;
    }

    @Override
    public CompletionStage<PsiField> now() {
        Value known = value;
        if (fresh(known)) {
            hits.increment();
            onHit.run();
            return CompletableFuture.completedFuture(known.field());
        }
        misses.increment();
        onMiss.run();
        CompletableFuture<PsiField> reading = refresh();
        if (known != null) {
            return CompletableFuture.completedFuture(known.field());
        }
        return reading.isDone() ? settled(reading) : waitFor(reading);
    }

    private boolean fresh(Value known) {
        return known != null && nanos.getAsLong() - known.atNanos() < ttl.toNanos();
    }

    /** The reading under way, or a new one. */
    private CompletableFuture<PsiField> refresh() {
        CompletableFuture<PsiField> mine = new CompletableFuture<>();
        CompletableFuture<PsiField> running = refresh.compareAndExchange(null, mine);
        if (running != null) {
            return running;
        }
        read().whenComplete((field, failure) -> {
            if (failure == null) {
                value = new Value(field, nanos.getAsLong());
            } else {
                errors.increment();
            }
            refresh.set(null);
            if (failure == null) {
                mine.complete(field);
            } else {
                mine.completeExceptionally(failure);
            }
        });
        return mine;
    }

    private CompletionStage<PsiField> read() {
        try {
            return source.read();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletionStage<PsiField> settled(CompletableFuture<PsiField> reading) {
        return reading.isCompletedExceptionally() ? CompletableFuture.completedFuture(standIn.get()) : reading;
    }

    private CompletionStage<PsiField> waitFor(CompletableFuture<PsiField> reading) {
        CompletableFuture<PsiField> answer = new CompletableFuture<>();
        reading.whenCompleteAsync(
                (field, failure) -> answer.complete(failure == null ? field : standIn.get()), executor);
        var late = scheduler.scheduleOnce(longestWait, () -> answer.complete(standIn.get()), executor(executor));
        answer.whenComplete((field, failure) -> late.cancel());
        return answer;
    }

    private static scala.concurrent.ExecutionContext executor(Executor executor) {
        return scala.concurrent.ExecutionContext.fromExecutor(executor);
    }

    @Override
    public Cache cache() {
        Value known = value;
        Optional<Duration> age =
                Optional.ofNullable(known).map(kept -> Duration.ofNanos(nanos.getAsLong() - kept.atNanos()));
        return new Cache(hits.sum(), misses.sum(), errors.sum(), age, fresh(known), ttl);
    }
}
