package io.aurora.persistence.readside;

import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.symbol.Outcome;
import io.aurora.domain.symbol.SymbolEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Batched inserts of one group. Rows of the group's places in the journal are replaced, so that a group written twice, after a lost
 * offset or in a rebuild, stands there once.
 */
final class ReadSideWriter implements AutoCloseable {
    static final String SEPARATOR = "|";
    private static final int DIGEST_LENGTH = 12;
    private static final String DECISION =
            "INSERT INTO decision (id, symbol, seq, bar_ts, decided_at, historical, state, reasons, block_reasons, soft, hard, "
                    + "notional, risk_scale, settings, engine, fallback, kappa, kappa_plus, coverage_ema, alpha, alpha_target, "
                    + "yhat, sigma, lower_price, upper_price, close, regime, trans, score) "
                    + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String TRANSITION =
            "INSERT INTO fsm_transition (id, symbol, seq, at_ms, bar_ts, from_state, to_state, reasons, soft, hard, kappa, "
                    + "kappa_plus, coverage_ema, surprisal_p95, latency_p95, rel_width) "
                    + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final Connection connection;
    private final PreparedStatement decisions;
    private final PreparedStatement transitions;
    private final Map<String, Progress> progress = new TreeMap<>();

    /** How far a symbol has come. */
    private record Progress(long seq, Optional<Long> barTs) {}

    ReadSideWriter(Connection connection, long first, long last) throws SQLException {
        this.connection = connection;
        clear(connection, "DELETE FROM decision WHERE id BETWEEN ? AND ?", first, last);
        clear(connection, "DELETE FROM fsm_transition WHERE id BETWEEN ? AND ?", first, last);
        this.decisions = connection.prepareStatement(DECISION);
        this.transitions = connection.prepareStatement(TRANSITION);
    }

    static void clear(Connection connection, String delete, long first, long last) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(delete)) {
            new Columns(statement).number(first).number(last);
            statement.executeUpdate();
        }
    }

    void decided(long id, String symbol, long seq, SymbolEvent.BarDecided event) throws SQLException {
        Outcome outcome = event.outcome();
        Optional<Outcome.Certified> certified = outcome.certified();
        Outcome.Verdict verdict = outcome.verdict();
        Columns to = new Columns(decisions);
        to.number(id)
                .text(symbol)
                .number(seq)
                .number(event.inputs().bar().tsMs())
                .number(event.atMs());
        to.flag(event.inputs().historical());
        to.text(verdict.state().name())
                .text(String.join(SEPARATOR, verdict.reasons()))
                .text(String.join(SEPARATOR, verdict.gating().blockReasons()));
        to.number(certified.map(c -> c.soft().bits()).orElse(0))
                .number(certified.map(c -> c.hard().bits()).orElse(0));
        to.real(verdict.gating().notional()).real(verdict.gating().riskScale());
        String digest = event.settingsDigest();
        to.text(digest.substring(0, Math.min(DIGEST_LENGTH, digest.length())));
        Optional<InferenceResult> inference = event.inputs().inference();
        to.text(inference.map(InferenceResult::engine).orElse(null))
                .text(inference
                        .flatMap(InferenceResult::fallback)
                        .map(InferenceResult.Fallback::code)
                        .orElse(null));
        figures(to, certified);
        to.real(event.inputs().bar().close())
                .text(inference.map(i -> i.probabilities().regime().name()).orElse(null))
                .flag(outcome.market().trans())
                .maybe(outcome.settled()
                        .map(settled -> OptionalDouble.of(settled.score()))
                        .orElse(OptionalDouble.empty()));
        decisions.addBatch();
        if (verdict.from().isPresent() && certified.isPresent()) {
            transition(id, symbol, seq, event, certified.get());
        }
        touched(symbol, seq, Optional.of(event.inputs().bar().tsMs()));
    }

    private static void figures(Columns to, Optional<Outcome.Certified> certified) throws SQLException {
        if (certified.isEmpty()) {
            to.nothing(9);
            return;
        }
        Outcome.Scores scores = certified.get().scores();
        Outcome.IntervalForecast forecast = certified.get().forecast();
        to.real(scores.kappa()).real(scores.kappaPlus()).real(scores.coverageEma());
        to.real(forecast.alpha()).real(forecast.alphaTarget()).real(forecast.yhat());
        to.real(forecast.sigma()).real(forecast.lower()).real(forecast.upper());
    }

    private void transition(long id, String symbol, long seq, SymbolEvent.BarDecided event, Outcome.Certified certified)
            throws SQLException {
        Outcome.Verdict verdict = event.outcome().verdict();
        Outcome.Scores scores = certified.scores();
        Columns to = new Columns(transitions);
        to.number(id)
                .text(symbol)
                .number(seq)
                .number(event.atMs())
                .number(event.inputs().bar().tsMs());
        to.text(verdict.from().orElseThrow().name())
                .text(verdict.state().name())
                .text(String.join(SEPARATOR, verdict.reasons()));
        to.number(certified.soft().bits()).number(certified.hard().bits());
        to.real(scores.kappa()).real(scores.kappaPlus()).real(scores.coverageEma());
        OptionalDouble surprisal = scores.surprisalP95();
        if (surprisal.isPresent()) {
            to.real(surprisal.getAsDouble());
        } else {
            to.nothing(1);
        }
        to.real(scores.latencyP95()).real(certified.forecast().relWidth());
        transitions.addBatch();
    }

    void opened(SymbolEvent.SymbolOpened event, long seq) throws SQLException {
        String name = event.spec().name();
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM symbol WHERE name = ?")) {
            delete.setString(1, name);
            delete.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO symbol (name, bar_length_ms, profile, opened_at, last_seq) VALUES (?, ?, ?, ?, ?)")) {
            new Columns(statement)
                    .text(name)
                    .number(event.spec().barLengthMs())
                    .text(event.spec().profile())
                    .number(event.atMs())
                    .number(seq);
            statement.executeUpdate();
        }
    }

    void profile(String symbol, String profile) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("UPDATE symbol SET profile = ? WHERE name = ?")) {
            statement.setString(1, profile);
            statement.setString(2, symbol);
            statement.executeUpdate();
        }
    }

    void touched(String symbol, long seq, Optional<Long> barTs) {
        progress.merge(
                symbol,
                new Progress(seq, barTs),
                (old, now) -> new Progress(now.seq(), now.barTs().or(old::barTs)));
    }

    /** Sends what was collected. */
    void flush() throws SQLException {
        decisions.executeBatch();
        transitions.executeBatch();
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE symbol SET last_seq = ?, last_bar_ts = COALESCE(?, last_bar_ts) WHERE name = ? AND last_seq < ?")) {
            for (Map.Entry<String, Progress> entry : progress.entrySet()) {
                Progress reached = entry.getValue();
                update.setLong(1, reached.seq());
                if (reached.barTs().isPresent()) {
                    update.setLong(2, reached.barTs().get());
                } else {
                    update.setNull(2, Types.BIGINT);
                }
                update.setString(3, entry.getKey());
                update.setLong(4, reached.seq());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    @Override
    public void close() throws SQLException {
        decisions.close();
        transitions.close();
    }
}
