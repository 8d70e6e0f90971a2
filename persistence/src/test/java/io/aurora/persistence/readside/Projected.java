package io.aurora.persistence.readside;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.projection.ProjectionBehavior;
import io.aurora.persistence.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs the projection of a store, for tests that read what it writes. */
public final class Projected {
    private static final Duration LOOK = Duration.ofMillis(20);

    private Projected() {}

    public static ActorRef<ProjectionBehavior.Command> start(ActorSystem<?> system, Store store) {
        return system.systemActorOf(
                ReadSideProjection.behavior(system, store), "projection-" + System.nanoTime(), Props.empty());
    }

    /** Waits until the event at {@code ordering} is projected. */
    public static void await(ActorSystem<?> system, Store store, long ordering) throws Exception {
        ReadSide readSide = new ReadSide(store, Clock.systemUTC());
        CompletableFuture<Void> done = new CompletableFuture<>();
        var looking = system.scheduler()
                .scheduleWithFixedDelay(
                        Duration.ZERO,
                        LOOK,
                        () -> {
                            if (readSide.projectedUpTo() >= ordering) {
                                done.complete(null);
                            }
                        },
                        system.executionContext());
        try {
            done.get(120, TimeUnit.SECONDS);
        } finally {
            looking.cancel();
        }
    }
}
