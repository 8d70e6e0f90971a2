package io.aurora.persistence.store;

import io.aurora.config.SecretRef;
import io.aurora.config.StoreSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Address and credentials of a store, and what its first words mean when it does not open. */
final class StoreAddress {
    static final String FILE = "aurora.store.file";
    static final String URL = "aurora.store.url";
    static final String PASSWORD = "aurora.store.password";
    /**
     * DATABASE_TO_UPPER=false keeps the plugin's lower-case names; WRITE_DELAY=0 writes a commit before it is acknowledged, so that it
     * survives a killed process; the node closes the database itself, after its actors.
     */
    /** No trace file: what goes wrong is thrown, and a file that cannot be written would be said twice. */
    private static final String H2_OPTIONS =
            ";DATABASE_TO_UPPER=false;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;TRACE_LEVEL_FILE=0";

    private static final int H2_LOCKED = 90_020;
    private static final int H2_MISSING = 90_146;

    private final Dialect dialect;
    private final String url;
    private final Properties properties = new Properties();
    private final Optional<Path> file;

    private StoreAddress(Dialect dialect, String url, Optional<Path> file) {
        this.dialect = dialect;
        this.url = url;
        this.file = file;
    }

    static StoreAddress of(StoreSettings settings, Map<String, String> env, boolean mayCreate) {
        return settings.kind() == StoreSettings.Kind.H2 ? h2(settings, mayCreate) : postgresql(settings, env);
    }

    private static StoreAddress h2(StoreSettings settings, boolean mayCreate) {
        Path file = Path.of(settings.file()).toAbsolutePath().normalize();
        if (file.toString().indexOf(';') >= 0) {
            throw new StoreException(StoreException.Kind.MISSING, FILE, "must not hold a semicolon: file=" + file);
        }
        String url = "jdbc:h2:file:" + file + H2_OPTIONS + (mayCreate ? "" : ";IFEXISTS=TRUE");
        StoreAddress address = new StoreAddress(Dialect.H2, url, Optional.of(file));
        address.properties.setProperty("user", "sa");
        address.properties.setProperty("password", "");
        return address;
    }

    private static StoreAddress postgresql(StoreSettings settings, Map<String, String> env) {
        StoreAddress address =
                new StoreAddress(Dialect.POSTGRESQL, settings.url().orElseThrow(), Optional.empty());
        Properties to = address.properties;
        settings.user().ifPresent(user -> to.setProperty("user", user));
        settings.password().ifPresent(secret -> to.setProperty("password", read(secret, env)));
        long seconds = Math.max(1, settings.connectTimeout().toSeconds());
        to.setProperty("connectTimeout", Long.toString(seconds));
        to.setProperty("loginTimeout", Long.toString(seconds));
        to.setProperty("tcpKeepAlive", "true");
        to.setProperty("reWriteBatchedInserts", "true");
        to.setProperty("ApplicationName", "aurora");
        return address;
    }

    private static String read(SecretRef secret, Map<String, String> env) {
        try {
            return secret.read(env);
        } catch (IllegalArgumentException e) {
            throw new StoreException(StoreException.Kind.REFUSED, PASSWORD, e.getMessage(), e);
        }
    }

    Dialect dialect() {
        return dialect;
    }

    String url() {
        return url;
    }

    Properties properties() {
        return properties;
    }

    /** Tries one connection, so that a bad address is told in clear words and at once. */
    void probe() {
        if (file.isPresent() && url.endsWith("IFEXISTS=TRUE") && !Files.exists(database())) {
            throw new StoreException(StoreException.Kind.MISSING, FILE, "no store there: file=" + database());
        }
        try (Connection connection = DriverManager.getConnection(url, properties)) {
            connection.isValid(1);
        } catch (SQLException e) {
            throw explained(e);
        }
    }

    private Path database() {
        return Path.of(file.orElseThrow() + ".mv.db");
    }

    /** The refusal in our words. */
    StoreException explained(SQLException e) {
        return dialect == Dialect.H2 ? explainedH2(e) : explainedPostgresql(e);
    }

    private StoreException explainedH2(SQLException e) {
        switch (e.getErrorCode()) {
            case H2_LOCKED:
                return new StoreException(
                        StoreException.Kind.LOCKED,
                        FILE,
                        "the store is open in another process: file=" + database(),
                        e);
            case H2_MISSING:
                return new StoreException(StoreException.Kind.MISSING, FILE, "no store there: file=" + database(), e);
            default:
                return new StoreException(
                        StoreException.Kind.UNREADABLE,
                        FILE,
                        "the store cannot be read: file=" + database() + ", " + e.getMessage(),
                        e);
        }
    }

    private StoreException explainedPostgresql(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (state.startsWith("28")) {
            return new StoreException(
                    StoreException.Kind.REFUSED,
                    PASSWORD,
                    "user or password refused by the database: url=" + url + ", user="
                            + properties.getProperty("user", "''"),
                    e);
        }
        if (state.equals("3D000")) {
            return new StoreException(StoreException.Kind.MISSING, URL, "no such database: url=" + url, e);
        }
        if (state.startsWith("08") || state.startsWith("57P")) {
            return new StoreException(
                    StoreException.Kind.UNREACHABLE,
                    URL,
                    "the database cannot be reached: url=" + url + ", " + e.getMessage(),
                    e);
        }
        return new StoreException(
                StoreException.Kind.FAILED, URL, "the database refused: url=" + url + ", " + e.getMessage(), e);
    }
}
