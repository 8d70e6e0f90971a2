package io.aurora.persistence.store;

import akka.actor.ActorSystem;
import akka.persistence.jdbc.config.JournalConfig;
import akka.persistence.jdbc.journal.dao.DefaultJournalDao;
import akka.persistence.jdbc.journal.dao.JournalTables.JournalAkkaSerializationRow;
import akka.serialization.Serialization;
import akka.stream.Materializer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.FutureConverters;
import scala.runtime.BoxedUnit;
import slick.jdbc.JdbcBackend;
import slick.jdbc.JdbcProfile;

/** The journal's writer on H2: as Akka's own, with one {@link GroupCommit} instead of its queue. */
public final class GroupedJournalDao extends DefaultJournalDao {
    static final String PAUSE = "aurora-commit-pause";

    private final GroupCommit<Tuple2<JournalAkkaSerializationRow, scala.collection.immutable.Set<String>>> groups;

    /** Called by Akka. */
    public GroupedJournalDao(
            JdbcBackend.DatabaseDef database,
            JdbcProfile profile,
            JournalConfig config,
            Serialization serialization,
            ExecutionContext executor,
            Materializer materializer) {
        super(database, profile, config, serialization, executor, materializer);
        ActorSystem system = materializer.system();
        this.groups = new GroupCommit<>(
                rows -> stage(
                        writeJournalRows(CollectionConverters.asScala(rows).toSeq()), executor),
                new GroupCommit.Limits(
                        config.daoConfig().batchSize(),
                        config.daoConfig().bufferSize(),
                        system.settings().config().getDuration(PAUSE).toNanos()),
                System::nanoTime,
                timer(system));
    }

    /** The library's own conversion takes a step of the common pool for each answer, which on two cores is a new thread. */
    private static CompletionStage<BoxedUnit> stage(Future<BoxedUnit> written, ExecutionContext executor) {
        CompletableFuture<BoxedUnit> stored = new CompletableFuture<>();
        written.onComplete(
                result -> result.isSuccess()
                        ? stored.complete(result.get())
                        : stored.completeExceptionally(result.failed().get()),
                executor);
        return stored;
    }

    /** Akka's own scheduler ticks too slowly for pauses of a millisecond. */
    private static GroupCommit.Later timer(ActorSystem system) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread daemon = new Thread(task, "aurora-journal-timer");
            daemon.setDaemon(true);
            return daemon;
        });
        system.registerOnTermination(timer::shutdown);
        return (task, nanos) -> timer.schedule(task, nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public Future<BoxedUnit> queueWriteJournalRows(
            Seq<Tuple2<JournalAkkaSerializationRow, scala.collection.immutable.Set<String>>> rows) {
        List<Tuple2<JournalAkkaSerializationRow, scala.collection.immutable.Set<String>>> offered =
                CollectionConverters.asJava(rows);
        return FutureConverters.asScala(groups.offer(offered).thenApply(stored -> BoxedUnit.UNIT));
    }
}
