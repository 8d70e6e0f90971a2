package io.aurora.http.resource;

import akka.http.javadsl.model.HttpResponse;
import io.aurora.actors.symbol.Symbols;
import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.symbol.BarInputs;
import io.aurora.domain.symbol.Outcome;
import io.aurora.domain.symbol.SymbolView;
import io.aurora.domain.symbol.WhatIf;
import io.aurora.http.edge.Call;
import io.aurora.http.edge.Endpoint;
import io.aurora.http.edge.FailureMapper;
import io.aurora.http.edge.Json;
import io.aurora.http.edge.Problem;
import io.aurora.http.edge.ProblemKind;
import io.aurora.http.port.Forecasts;
import io.aurora.http.wire.PredictionBody;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Forecasts within a tenth of a second, or none. */
final class PredictionResource {
    private static final long BUDGET_MS = 100;
    private static final double NANOS_PER_MS = 1e6;

    private final Symbols symbols;
    private final Forecasts forecasts;
    private final Serving serving;

    PredictionResource(Symbols symbols, Forecasts forecasts, Serving serving) {
        this.symbols = symbols;
        this.forecasts = forecasts;
        this.serving = serving;
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.post("/predict", this::predict), Endpoint.post("/inference", this::predict));
    }

    private CompletionStage<HttpResponse> predict(Call call) {
        long started = System.nanoTime();
        return call.json().thenCompose(body -> {
            PredictionOrder order = PredictionOrder.of(body);
            serving.requireQuorum();
            return symbols.read(order.symbol())
                    .thenApply(reply -> SymbolsResource.shown(order.symbol(), reply))
                    .thenCompose(view -> answer(order, view, started))
                    .toCompletableFuture()
                    .orTimeout(left(started).toMillis(), TimeUnit.MILLISECONDS)
                    .handle((answer, failure) -> ended(answer, failure));
        });
    }

    private static HttpResponse ended(PredictionBody answer, Throwable failure) {
        if (failure == null) {
            return Json.ok(answer);
        }
        if (FailureMapper.unwrap(failure) instanceof TimeoutException) {
            throw late();
        }
        throw failure instanceof CompletionException wrapped ? wrapped : new CompletionException(failure);
    }

    private static io.aurora.http.edge.ProblemException late() {
        return Problem.of(ProblemKind.PREDICTION_TIMEOUT, "no forecast within " + BUDGET_MS + " ms")
                .exception();
    }

    private static Duration left(long started) {
        long nanos = TimeUnit.MILLISECONDS.toNanos(BUDGET_MS) - (System.nanoTime() - started);
        return Duration.ofNanos(Math.max(TimeUnit.MILLISECONDS.toNanos(1), nanos));
    }

    private CompletionStage<PredictionBody> answer(PredictionOrder order, SymbolView view, long started) {
        order.requireTimeframeOf(view);
        if (order.features().isEmpty()) {
            Optional<InferenceResult> last =
                    view.last().map(event -> event.inputs()).flatMap(BarInputs::inference);
            Optional<Outcome.IntervalForecast> forecast =
                    StateMapping.certified(view).map(Outcome.Certified::forecast);
            return java.util.concurrent.CompletableFuture.completedFuture(body(view, last, forecast, false, started));
        }
        InferenceRequest request = order.request(view, order.features().get());
        return forecasts.forecast(request, left(started)).thenApply(reply -> {
            InferenceResult result = given(reply);
            return body(view, Optional.of(result), WhatIf.of(view, result), true, started);
        });
    }

    private static InferenceResult given(Forecasts.Reply reply) {
        if (reply instanceof Forecasts.Given given) {
            return given.result();
        }
        String reason = ((Forecasts.Missing) reply).reason();
        if (reason.equals("late")) {
            throw late();
        }
        throw Problem.refusal(ProblemKind.UNAVAILABLE, "no_forecast", "inference gives no forecast: " + reason)
                .exception();
    }

    private PredictionBody body(
            SymbolView view,
            Optional<InferenceResult> result,
            Optional<Outcome.IntervalForecast> forecast,
            boolean stateless,
            long started) {
        Serving.Served served = serving.serve(view);
        return new PredictionBody(
                view.spec().name(),
                view.last()
                        .map(last -> Instant.ofEpochMilli(last.inputs().bar().tsMs()))
                        .orElse(null),
                stateless,
                served.decision().stale(),
                forecast.map(f -> view.last().orElseThrow().inputs().bar().close() * StrictMath.exp(f.yhat()))
                        .orElse(null),
                forecast.map(Outcome.IntervalForecast::yhat).orElse(null),
                forecast.map(Outcome.IntervalForecast::lower).orElse(null),
                forecast.map(Outcome.IntervalForecast::upper).orElse(null),
                served.holdings().stream()
                        .findFirst()
                        .map(holding -> holding.standing().weights().weights())
                        .orElseGet(List::of),
                StateMapping.certified(view).map(c -> c.scores().kappaPlus()).orElse(null),
                result.map(r -> r.probabilities().regime().name()).orElse(null),
                StateMapping.regime(view).aci(),
                forecast.map(Outcome.IntervalForecast::alpha).orElse(null),
                forecast.map(Outcome.IntervalForecast::sigma).orElse(null),
                result.map(r -> r.models().student()).orElse(view.models().student()),
                result.map(r -> r.models().router()).orElse(view.models().router()),
                result.map(InferenceResult::engine).orElse(null),
                (System.nanoTime() - started) / NANOS_PER_MS);
    }
}
