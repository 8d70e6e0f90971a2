package io.aurora.persistence.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;

class StoreOutageTest {
    @Test
    void shouldBeAwayWhenTheConnectionAndNotTheStatementFailed() {
        assertThat(StoreOutage.away(new SQLException("connection failure", "08006")))
                .isTrue();
        assertThat(StoreOutage.away(new SQLException("admin shutdown", "57P01")))
                .isTrue();
        assertThat(StoreOutage.away(new SQLTransientConnectionException("pool timed out")))
                .isTrue();
    }

    @Test
    void shouldNotBeAwayWhenTheStatementIsRefused() {
        assertThat(StoreOutage.away(new SQLException("duplicate key", "23505"))).isFalse();
        assertThat(StoreOutage.away(new SQLException("query canceled", "57014")))
                .isFalse();
        assertThat(StoreOutage.away(new SQLException("no state"))).isFalse();
    }

    @Test
    void shouldNameTheReasonAtTheBottomWhenThePoolOnlySaysThatItWaited() {
        SQLException pool = new SQLTransientConnectionException("timed out", new SQLException("Connection refused"));

        assertThat(StoreOutage.reason(pool)).isEqualTo("timed out (Connection refused)");
        assertThat(StoreOutage.reason(new SQLException("alone"))).isEqualTo("alone");
    }
}
