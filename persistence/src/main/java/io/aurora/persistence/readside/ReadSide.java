package io.aurora.persistence.readside;

import io.aurora.domain.portfolio.MarketRegime;
import io.aurora.domain.portfolio.RecordedBar;
import io.aurora.domain.regime.Regime;
import io.aurora.persistence.store.Sql;
import io.aurora.persistence.store.Store;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Queries over the tables that {@link ReadSideProjection} feeds. Blocking: call it from a dispatcher for such work. Thread-safe. */
public final class ReadSide {
    private static final String DECISION =
            "SELECT id, symbol, seq, bar_ts, decided_at, historical, state, reasons, block_reasons, soft, hard, notional, "
                    + "risk_scale, settings, engine, fallback, kappa, kappa_plus, coverage_ema, alpha, alpha_target, yhat, "
                    + "sigma, lower_price, upper_price, close FROM decision ";
    private static final String TRANSITION =
            "SELECT id, symbol, seq, at_ms, bar_ts, from_state, to_state, reasons, soft, hard, kappa, kappa_plus, "
                    + "coverage_ema, surprisal_p95, latency_p95, rel_width FROM fsm_transition ";
    private static final String OF_SYMBOL =
            "WHERE symbol = ? AND bar_ts >= ? AND bar_ts <= ? AND seq > ? ORDER BY seq LIMIT ?";

    private final Sql sql;
    private final Clock clock;

    public ReadSide(Store store, Clock clock) {
        this.sql = new Sql(store.dataSource());
        this.clock = clock;
    }

    /**
     * A page of one symbol's history.
     *
     * @param fromMs first bar time, epoch milliseconds
     * @param toMs last bar time, inclusive
     * @param afterSeq sequence number of the last row known, 0 for the first page
     * @param limit most rows
     */
    public record Page(String symbol, long fromMs, long toMs, long afterSeq, int limit) {
        void bind(PreparedStatement to) throws SQLException {
            to.setString(1, symbol);
            to.setLong(2, fromMs);
            to.setLong(3, toMs);
            to.setLong(4, afterSeq);
            to.setInt(5, limit);
        }
    }

    /** All symbols by name. */
    public List<DecisionRow.Symbol> symbols() {
        return sql.list(
                "SELECT name, bar_length_ms, profile, opened_at, last_seq, last_bar_ts FROM symbol ORDER BY name",
                to -> {},
                row -> new DecisionRow.Symbol(
                        row.getString(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getLong(5),
                        Optional.ofNullable((Long) row.getObject(6))));
    }

    /** Changes of state, oldest first. */
    public List<DecisionRow.Transition> transitions(Page page) {
        return sql.list(TRANSITION + OF_SYMBOL, page::bind, ReadSide::transition);
    }

    /** Decisions, oldest first. */
    public List<DecisionRow> decisions(Page page) {
        return sql.list(DECISION + OF_SYMBOL, page::bind, ReadSide::decision);
    }

    /** The bars of the last {@code limit} decisions of a symbol, oldest first. */
    public List<RecordedBar> bars(String symbol, int limit) {
        List<RecordedBar> newestFirst = sql.list(
                "SELECT bar_ts, close, regime, trans, score FROM decision WHERE symbol = ? ORDER BY bar_ts DESC LIMIT ?",
                to -> new Columns(to).text(symbol).number(limit),
                ReadSide::bar);
        List<RecordedBar> bars = new ArrayList<>(newestFirst);
        Collections.reverse(bars);
        return bars;
    }

    private static RecordedBar bar(ResultSet row) throws SQLException {
        String regime = row.getString(3);
        boolean trans = row.getBoolean(4);
        double score = row.getDouble(5);
        // asks about the column read last
        boolean settled = !row.wasNull();
        return new RecordedBar(
                row.getLong(1),
                row.getDouble(2),
                regime == null ? Optional.empty() : Optional.of(new MarketRegime(Regime.valueOf(regime), trans)),
                settled ? OptionalDouble.of(score) : OptionalDouble.empty());
    }

    /**
     * Decisions of all symbols, or of one, behind stream id {@code id}, by id. Ids appear in growing order, never one below an id that
     * was seen: one projection writes them in journal order, group by group. So a reader that asks for what is behind its last id misses
     * none, on whatever node.
     */
    public List<DecisionRow> streamAfter(long id, int limit, Optional<String> symbol) {
        String where = symbol.isPresent() ? "WHERE id > ? AND symbol = ? " : "WHERE id > ? ";
        return sql.list(
                DECISION + where + "ORDER BY id LIMIT ?",
                to -> {
                    Columns columns = new Columns(to).number(id);
                    if (symbol.isPresent()) {
                        columns.text(symbol.get());
                    }
                    columns.number(limit);
                },
                ReadSide::decision);
    }

    /** Changes of state behind stream id {@code id}, by id; as {@link #streamAfter}. */
    public List<DecisionRow.Transition> transitionsAfter(long id, int limit) {
        return sql.list(
                TRANSITION + "WHERE id > ? ORDER BY id LIMIT ?",
                to -> new Columns(to).number(id).number(limit),
                ReadSide::transition);
    }

    /** Id of the newest decision, 0 where there is none. */
    public long lastStreamId() {
        return sql.first("SELECT COALESCE(MAX(id), 0) FROM decision", to -> {}, row -> row.getLong(1))
                .orElse(0L);
    }

    /** Place in the journal up to which it has been projected, 0 before the first event. */
    public long projectedUpTo() {
        return sql.first(
                        "SELECT current_offset FROM akka_projection_offset_store WHERE projection_name = ? "
                                + "AND projection_key = ?",
                        to -> new Columns(to).text(ReadSideProjection.NAME).text(ReadSideProjection.KEY),
                        row -> Long.parseLong(row.getString(1)))
                .orElse(0L);
    }

    /** Age of the oldest event that is not projected yet, seconds; 0 where all are. */
    public double projectionLagSeconds() {
        long upTo = projectedUpTo();
        return sql.first(
                        "SELECT write_timestamp FROM event_journal WHERE ordering > ? ORDER BY ordering LIMIT 1",
                        to -> to.setLong(1, upTo),
                        row -> row.getLong(1))
                .map(writtenAt -> Math.max(0L, clock.millis() - writtenAt) / 1000.0)
                .orElse(0.0);
    }

    private static List<String> split(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split("\\|", -1));
    }

    private static DecisionRow decision(ResultSet row) throws SQLException {
        return new DecisionRow(
                row.getLong(1),
                row.getString(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getBoolean(6),
                row.getString(7),
                split(row.getString(8)),
                split(row.getString(9)),
                row.getInt(10),
                row.getInt(11),
                row.getDouble(12),
                row.getDouble(13),
                row.getString(14),
                Optional.ofNullable(row.getString(15)),
                Optional.ofNullable(row.getString(16)),
                row.getObject(17) == null ? Optional.empty() : Optional.of(figures(row)),
                row.getDouble(26));
    }

    private static DecisionRow.Figures figures(ResultSet row) throws SQLException {
        return new DecisionRow.Figures(
                row.getDouble(17),
                row.getDouble(18),
                row.getDouble(19),
                row.getDouble(20),
                row.getDouble(21),
                row.getDouble(22),
                row.getDouble(23),
                row.getDouble(24),
                row.getDouble(25));
    }

    private static DecisionRow.Transition transition(ResultSet row) throws SQLException {
        return new DecisionRow.Transition(
                row.getLong(1),
                row.getString(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getString(6),
                row.getString(7),
                split(row.getString(8)),
                row.getInt(9),
                row.getInt(10),
                row.getDouble(11),
                row.getDouble(12),
                row.getDouble(13),
                row.getObject(14) == null ? OptionalDouble.empty() : OptionalDouble.of(row.getDouble(14)),
                row.getDouble(15),
                row.getDouble(16));
    }
}
