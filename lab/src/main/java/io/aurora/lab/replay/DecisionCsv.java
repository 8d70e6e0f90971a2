package io.aurora.lab.replay;

import io.aurora.domain.market.Bar;
import io.aurora.domain.symbol.Outcome;
import io.aurora.domain.symbol.SymbolEvent;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** Decisions as comma-separated values, gzip: a row a bar, empty where a figure is absent, lists joined by {@code |}. */
public final class DecisionCsv implements AutoCloseable {
    private static final String HEADER = "symbol,timestamp,close,state,from,reasons,notional,risk_scale,block_reasons,"
            + "soft_guards,hard_guards,yhat,sigma,alpha,alpha_target,lower,upper,kappa,kappa_plus,coverage_ema,"
            + "surprisal_p95,hit,trans,aci_ema,p_ar,p_arma,p_garch";
    private static final int FORECAST_FIGURES = 9;

    private final Writer out;
    private final StringBuilder row = new StringBuilder();

    private DecisionCsv(Writer out) {
        this.out = out;
    }

    /** Begins a file in an existing folder. */
    public static DecisionCsv open(Path file) {
        try {
            Writer out = new BufferedWriter(
                    new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8));
            out.write(HEADER + "\n");
            return new DecisionCsv(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a decision. */
    public void write(SymbolEvent.BarDecided decided) {
        row.setLength(0);
        Bar bar = decided.inputs().bar();
        Outcome outcome = decided.outcome();
        Outcome.Verdict verdict = outcome.verdict();
        row.append(bar.symbol()).append(',').append(Instant.ofEpochMilli(bar.tsMs()));
        put(bar.close());
        text(verdict.state().name());
        text(verdict.from().map(Enum::name).orElse(""));
        list(verdict.reasons());
        put(verdict.gating().notional());
        put(verdict.gating().riskScale());
        list(verdict.gating().blockReasons());
        list(outcome.certified().map(c -> c.soft().codes("")).orElse(List.of()));
        list(outcome.certified().map(c -> c.hard().codes("")).orElse(List.of()));
        certified(outcome.certified());
        text(outcome.certified()
                .map(c -> c.scores().surprisalP95())
                .filter(p -> p.isPresent())
                .map(p -> Double.toString(p.getAsDouble()))
                .orElse(""));
        text(outcome.settled().map(s -> s.hit() ? "1" : "0").orElse(""));
        text(outcome.market().trans() ? "1" : "0");
        put(outcome.market().aciEma());
        regime(decided);
        end();
    }

    private void certified(Optional<Outcome.Certified> certified) {
        if (certified.isEmpty()) {
            row.append(",".repeat(FORECAST_FIGURES));
            return;
        }
        Outcome.IntervalForecast forecast = certified.get().forecast();
        Outcome.Scores scores = certified.get().scores();
        put(forecast.yhat());
        put(forecast.sigma());
        put(forecast.alpha());
        put(forecast.alphaTarget());
        put(forecast.lower());
        put(forecast.upper());
        put(scores.kappa());
        put(scores.kappaPlus());
        put(scores.coverageEma());
    }

    private void regime(SymbolEvent.BarDecided decided) {
        decided.inputs()
                .inference()
                .map(result -> result.probabilities().toArray())
                .ifPresentOrElse(
                        p -> {
                            for (double probability : p) {
                                put(probability);
                            }
                        },
                        () -> row.append(",,,"));
    }

    private void put(double value) {
        row.append(',').append(value);
    }

    private void text(String value) {
        row.append(',').append(value);
    }

    private void list(List<String> values) {
        row.append(',').append(String.join("|", values));
    }

    private void end() {
        try {
            out.append(row.append('\n'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
