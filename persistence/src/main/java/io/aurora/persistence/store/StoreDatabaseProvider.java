package io.aurora.persistence.store;

import akka.actor.ActorSystem;
import akka.persistence.jdbc.db.SlickDatabase;
import akka.persistence.jdbc.db.SlickDatabaseProvider;
import com.typesafe.config.Config;
import scala.Option;
import slick.jdbc.H2Profile$;
import slick.jdbc.JdbcBackend;
import slick.jdbc.JdbcProfile;
import slick.jdbc.PostgresProfile$;
import slick.util.AsyncExecutor;
import slick.util.AsyncExecutor$;

/** Gives journal, snapshot store and read journal the connections of the {@link Store} whose id stands in the settings. */
public final class StoreDatabaseProvider implements SlickDatabaseProvider {
    static final String ID = "aurora-store-id";
    private static final int QUEUE = 10_000;

    private final SlickDatabase database;

    /** Called by Akka. */
    public StoreDatabaseProvider(ActorSystem system) {
        Store store = OpenStores.get(system.settings().config().getString(ID));
        int size = store.settings().poolSize();
        AsyncExecutor executor = AsyncExecutor$.MODULE$.apply("aurora-journal", size, size, QUEUE, size);
        system.registerOnTermination(executor::close);
        JdbcProfile profile = store.dialect() == Dialect.H2 ? H2Profile$.MODULE$ : PostgresProfile$.MODULE$;
        this.database = new Shared(
                profile.backend().Database().forDataSource(store.writes(), Option.apply(size), executor, false),
                profile);
    }

    @Override
    public SlickDatabase database(Config config) {
        return database;
    }

    /** One database for every plugin; none of them may close it. */
    private record Shared(JdbcBackend.DatabaseDef database, JdbcProfile profile) implements SlickDatabase {
        @Override
        public boolean allowShutdown() {
            return false;
        }
    }
}
