package io.aurora.http;

import akka.NotUsed;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aurora.actors.basket.BasketView;
import io.aurora.config.AuroraSettings;
import io.aurora.config.HttpSettings;
import io.aurora.domain.inference.BuiltInForecaster;
import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.learning.offpolicy.PolicyValue;
import io.aurora.domain.market.Bar;
import io.aurora.domain.portfolio.RecordedBar;
import io.aurora.domain.simulation.MarketSimulator;
import io.aurora.domain.simulation.Scenario;
import io.aurora.domain.symbol.Offer;
import io.aurora.http.edge.Json;
import io.aurora.http.port.DecisionPorts;
import io.aurora.http.port.Explainer;
import io.aurora.http.port.FeedRow;
import io.aurora.http.port.Forecasts;
import io.aurora.http.port.Health;
import io.aurora.http.port.History;
import io.aurora.http.port.HttpMetrics;
import io.aurora.http.port.HttpPorts;
import io.aurora.http.port.ModelPorts;
import io.aurora.http.port.NodeInfo;
import io.aurora.http.port.PolicyValues;
import io.aurora.http.port.RiskPorts;
import io.aurora.http.port.SymbolCatalogue;
import io.aurora.http.port.Tails;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The routes over fakes, called without a port. */
final class Front {
    static final String START = "2024-03-01T00:00:00Z";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long PATIENCE_S = 10;

    final MovableClock clock = new MovableClock(START);
    final FakeSymbols symbols = new FakeSymbols(clock);
    final FakeDecisions decisions = new FakeDecisions(clock);
    final FakeTraces traces = new FakeTraces();
    final List<PolicyValues.Target> valued = new ArrayList<>();
    Optional<PolicyValue> value = Optional.empty();
    final List<String> counted = new ArrayList<>();
    final List<History.Query> asked = new ArrayList<>();
    final Deque<Runnable> jobs = new ArrayDeque<>();
    final Map<String, List<RecordedBar>> bars = new HashMap<>();
    Runnable onRead = () -> {};
    final List<BasketView> baskets = new ArrayList<>();
    final List<FeedRow> feed = new ArrayList<>();
    final List<String> journal = new ArrayList<>();
    final List<String> notReady = new ArrayList<>();
    final Map<String, Health.Check> checks = new LinkedHashMap<>();
    History.Page page = new History.Page(List.of(), List.of(), OptionalLong.empty());
    Optional<Explainer.Explanation> explanation = Optional.empty();
    volatile int backupsAsked;
    CompletableFuture<Path> backup = new CompletableFuture<>();
    boolean reachable = true;
    int stale;
    Function<InferenceRequest, CompletionStage<Forecasts.Reply>> forecasts =
            request -> CompletableFuture.completedFuture(new Forecasts.Given(BuiltInForecaster.forecast(request)));
    final FakeModels models = new FakeModels();
    final Routes routes;

    Front(ActorTestKit kit) {
        this(kit, settings());
    }

    Front(ActorTestKit kit, HttpSettings settings) {
        routes = new Routes(ports(), settings, clock, kit.system());
    }

    static HttpSettings settings() {
        return AuroraSettings.defaults().http();
    }

    HttpPorts ports() {
        return new HttpPorts(
                new NodeInfo("node-1", "default", "1.0"),
                symbols,
                () -> CompletableFuture.completedFuture(symbols.names().stream()
                        .map(name -> new SymbolCatalogue.Known(name, true))
                        .toList()),
                query -> {
                    asked.add(query);
                    return CompletableFuture.completedFuture(page);
                },
                offset -> Source.from(feed)
                        .filter(row -> offset.isEmpty() || row.offset() > offset.getAsLong())
                        .concat(Source.maybe())
                        .mapMaterializedValue(ignored -> NotUsed.getInstance()),
                (symbol, fromSeq) -> Source.from(journal).map(ByteString::fromString),
                () -> {
                    backupsAsked++;
                    return backup;
                },
                (symbol, seq) -> CompletableFuture.completedFuture(explanation),
                health(),
                () -> reachable,
                tails(),
                () -> "aurora_requests_total 1\n",
                metrics(),
                new DecisionPorts(decisions, traces, (policy, target, limit) -> {
                    valued.add(target);
                    return CompletableFuture.completedFuture(value);
                }),
                new ModelPorts((request, limit) -> forecasts.apply(request), models),
                new RiskPorts(
                        (symbol, limit) -> {
                            onRead.run();
                            List<RecordedBar> known = bars.getOrDefault(symbol, List.of());
                            return CompletableFuture.completedFuture(
                                    known.subList(Math.max(0, known.size() - limit), known.size()));
                        },
                        () -> List.copyOf(baskets),
                        AuroraSettings.defaults().offline().get("default"),
                        ForkJoinPool.commonPool(),
                        jobs::add));
    }

    private Health health() {
        return new Health() {
            @Override
            public CompletableFuture<Report> report() {
                return CompletableFuture.completedFuture(new Report(checks));
            }

            @Override
            public CompletableFuture<List<String>> notReady() {
                return CompletableFuture.completedFuture(List.copyOf(notReady));
            }
        };
    }

    private Tails tails() {
        return new Tails() {
            @Override
            public OptionalDouble surprisalP95() {
                return OptionalDouble.empty();
            }

            @Override
            public OptionalDouble latencyP95Ms() {
                return OptionalDouble.of(42.0);
            }
        };
    }

    private HttpMetrics metrics() {
        return new HttpMetrics() {
            @Override
            public void request(String route, int status, long durationNs) {
                counted.add(route + " " + status);
            }

            @Override
            public void staleServed() {
                stale++;
            }
        };
    }

    /** Folds {@code count} bars of the simulated market into a symbol, the last one ending now. */
    void warm(String symbol, int count) {
        long startMs = Instant.parse(START).toEpochMilli() - count * FakeSymbols.HOUR_MS;
        MarketSimulator market = MarketSimulator.of(symbol, 7, Scenario.CALM, startMs, FakeSymbols.HOUR_MS);
        for (int i = 0; i < count; i++) {
            Bar bar = market.next();
            symbols.offer(new Offer(bar, false, bar.tsMs() + FakeSymbols.HOUR_MS))
                    .toCompletableFuture()
                    .join();
        }
        symbols.offered.clear();
    }

    static String bar(Instant ts, double close) {
        return "{\"ts\":\"" + ts + "\",\"open\":" + close + ",\"high\":" + close + ",\"low\":" + close + ",\"close\":"
                + close + ",\"volume\":1}";
    }

    static HttpRequest post(String path, String body) {
        return HttpRequest.POST(path).withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, body));
    }

    static HttpRequest ndjson(String path, String body) {
        return HttpRequest.POST(path).withEntity(HttpEntities.create(Json.NDJSON, ByteString.fromString(body)));
    }

    HttpResponse call(HttpRequest request) {
        return await(routes.dispatcher().handle(request));
    }

    Reply json(HttpRequest request) {
        HttpResponse response = call(request);
        return new Reply(response.status().intValue(), parse(text(response)), response);
    }

    Reply get(String path) {
        return json(HttpRequest.GET(path));
    }

    /** Status and body of an answer. */
    record Reply(int status, JsonNode body, HttpResponse response) {
        /** The body without the id of the request, which differs from call to call. */
        JsonNode problem() {
            ObjectNode copy = body.deepCopy();
            copy.remove("request_id");
            return copy;
        }
    }

    String text(HttpResponse response) {
        return await(response.entity().toStrict(Duration.ofSeconds(PATIENCE_S).toMillis(), routes.materializer()))
                .getData()
                .utf8String();
    }

    List<JsonNode> lines(HttpResponse response) {
        return text(response).lines().map(Front::parse).toList();
    }

    static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException(json, e);
        }
    }

    static <T> T await(java.util.concurrent.CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("no answer", e);
        }
    }
}
