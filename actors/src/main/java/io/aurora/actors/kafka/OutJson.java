package io.aurora.actors.kafka;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.aurora.domain.acceptance.GuardSet;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.symbol.Outcome;
import io.aurora.domain.symbol.SymbolEvent.BarDecided;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Messages of {@code aurora.decisions} and {@code aurora.transitions}; their schemas are {@code docs/schemas/decision.schema.json} and
 * {@code transition.schema.json}. Times are ISO-8601 UTC; every field is there, {@code null} where there is no figure, or where it is
 * without bound (an interval may be).
 */
final class OutJson {
    private static final JsonFactory JSON = new JsonFactory();

    private OutJson() {}

    /** Writes the fields of one object. */
    private interface Fields {
        void write(JsonGenerator to) throws IOException;
    }

    static byte[] decision(String symbol, long seq, BarDecided decided, OptionalLong validUntilMs) {
        return object(to -> {
            to.writeStringField("symbol", symbol);
            to.writeNumberField("seq", seq);
            time(to, "bar_ts", OptionalLong.of(decided.inputs().bar().tsMs()));
            time(to, "decided_at", OptionalLong.of(decided.atMs()));
            time(to, "valid_until", validUntilMs);
            to.writeBooleanField("historical", decided.inputs().historical());
            Outcome.Verdict verdict = decided.outcome().verdict();
            to.writeStringField("state", verdict.state().name());
            scores(to, decided.outcome().certified().map(Outcome.Certified::scores));
            forecast(to, decided.outcome().certified().map(Outcome.Certified::forecast));
            number(to, "notional", OptionalDouble.of(verdict.gating().notional()));
            number(to, "risk_scale", OptionalDouble.of(verdict.gating().riskScale()));
            texts(to, "reasons", verdict.reasons());
            texts(to, "block_reasons", verdict.gating().blockReasons());
            guards(to, decided.outcome().certified());
            inference(to, decided.inputs().inference());
            to.writeStringField("settings_digest", decided.settingsDigest());
        });
    }

    /** Absent where the bar led to no other state. */
    static Optional<byte[]> transition(String symbol, long seq, BarDecided decided) {
        Outcome.Verdict verdict = decided.outcome().verdict();
        return verdict.from()
                .map(from -> object(to -> {
                    to.writeStringField("symbol", symbol);
                    to.writeNumberField("seq", seq);
                    time(to, "at", OptionalLong.of(decided.atMs()));
                    time(to, "bar_ts", OptionalLong.of(decided.inputs().bar().tsMs()));
                    to.writeBooleanField("historical", decided.inputs().historical());
                    to.writeStringField("from", from.name());
                    to.writeStringField("to", verdict.state().name());
                    texts(to, "reasons", verdict.reasons());
                    guards(to, decided.outcome().certified());
                    Optional<Outcome.Scores> scores =
                            decided.outcome().certified().map(Outcome.Certified::scores);
                    scores(to, scores);
                    number(
                            to,
                            "surprisal_p95",
                            scores.map(Outcome.Scores::surprisalP95).orElseGet(OptionalDouble::empty));
                    number(to, "latency_p95", figure(scores.map(Outcome.Scores::latencyP95)));
                    number(to, "rel_width_p95", figure(scores.map(Outcome.Scores::relWidthP95)));
                    number(to, "miss_streak", figure(scores.map(all -> (double) all.missStreak())));
                    to.writeStringField("settings_digest", decided.settingsDigest());
                }));
    }

    private static void scores(JsonGenerator to, Optional<Outcome.Scores> scores) throws IOException {
        number(to, "kappa", figure(scores.map(Outcome.Scores::kappa)));
        number(to, "kappa_plus", figure(scores.map(Outcome.Scores::kappaPlus)));
        number(to, "coverage_ema", figure(scores.map(Outcome.Scores::coverageEma)));
    }

    private static void forecast(JsonGenerator to, Optional<Outcome.IntervalForecast> forecast) throws IOException {
        number(to, "alpha", figure(forecast.map(Outcome.IntervalForecast::alpha)));
        number(to, "alpha_target", figure(forecast.map(Outcome.IntervalForecast::alphaTarget)));
        number(to, "yhat", figure(forecast.map(Outcome.IntervalForecast::yhat)));
        number(to, "sigma", figure(forecast.map(Outcome.IntervalForecast::sigma)));
        number(to, "lower", figure(forecast.map(Outcome.IntervalForecast::lower)));
        number(to, "upper", figure(forecast.map(Outcome.IntervalForecast::upper)));
    }

    private static void guards(JsonGenerator to, Optional<Outcome.Certified> certified) throws IOException {
        texts(
                to,
                "soft",
                certified.map(Outcome.Certified::soft).orElse(GuardSet.NONE).codes(""));
        texts(
                to,
                "hard",
                certified.map(Outcome.Certified::hard).orElse(GuardSet.NONE).codes(""));
    }

    private static void inference(JsonGenerator to, Optional<InferenceResult> result) throws IOException {
        text(to, "student", result.map(answer -> answer.models().student()));
        text(to, "router", result.map(answer -> answer.models().router()));
        text(to, "engine", result.map(InferenceResult::engine));
        text(to, "fallback", result.flatMap(InferenceResult::fallback).map(InferenceResult.Fallback::code));
    }

    private static OptionalDouble figure(Optional<Double> figure) {
        return figure.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }

    private static void number(JsonGenerator to, String name, OptionalDouble value) throws IOException {
        if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
            to.writeNumberField(name, value.getAsDouble());
        } else {
            to.writeNullField(name);
        }
    }

    private static void time(JsonGenerator to, String name, OptionalLong ms) throws IOException {
        text(
                to,
                name,
                ms.isPresent()
                        ? Optional.of(Instant.ofEpochMilli(ms.getAsLong()).toString())
                        : Optional.empty());
    }

    private static void text(JsonGenerator to, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            to.writeStringField(name, value.get());
        } else {
            to.writeNullField(name);
        }
    }

    private static void texts(JsonGenerator to, String name, List<String> values) throws IOException {
        to.writeArrayFieldStart(name);
        for (String value : values) {
            to.writeString(value);
        }
        to.writeEndArray();
    }

    private static byte[] object(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator to = JSON.createGenerator(bytes)) {
            to.writeStartObject();
            fields.write(to);
            to.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
