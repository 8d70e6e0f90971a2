package io.aurora.persistence.readside;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.projection.ProjectionBehavior;
import akka.projection.ProjectionId;
import akka.projection.javadsl.GroupedProjection;
import akka.projection.jdbc.javadsl.JdbcProjection;
import io.aurora.persistence.journal.JournalRow;
import io.aurora.persistence.store.Store;
import java.time.Duration;

/**
 * Feeds {@code decision}, {@code fsm_transition}, {@code symbol}, {@code trace}, {@code feedback} and {@code trace_expiry} from the journal, exactly
 * once: rows and offset in one transaction.
 * One instance serves the cluster; run it as a sharded daemon process of one or as a singleton. An outage of the database ends in a
 * restart with backoff at the stored offset.
 */
public final class ReadSideProjection {
    public static final String NAME = "read-side";
    public static final String KEY = "all";
    private static final int GROUP = 2_000;
    private static final Duration WITHIN = Duration.ofMillis(20);

    private ReadSideProjection() {}

    public static Behavior<ProjectionBehavior.Command> behavior(ActorSystem<?> system, Store store) {
        return ProjectionBehavior.create(projection(system, store));
    }

    public static GroupedProjection<Long, JournalRow> projection(ActorSystem<?> system, Store store) {
        return JdbcProjection.groupedWithin(
                        ProjectionId.of(NAME, KEY),
                        new JournalSource(system, store),
                        () -> new StoreSession(store),
                        ReadSideHandler::new,
                        system)
                .withGroup(GROUP, WITHIN);
    }
}
