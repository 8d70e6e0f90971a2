package io.aurora.http.resource;

import akka.http.javadsl.model.HttpResponse;
import io.aurora.actors.basket.Baskets;
import io.aurora.http.edge.Call;
import io.aurora.http.edge.Endpoint;
import io.aurora.http.edge.Json;
import io.aurora.http.edge.Problem;
import io.aurora.http.edge.ProblemKind;
import io.aurora.http.wire.BasketBody;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Portfolios that are kept up as their members change. */
final class BasketsResource {
    private final Baskets baskets;
    private final Serving serving;

    BasketsResource(Baskets baskets, Serving serving) {
        this.baskets = baskets;
        this.serving = serving;
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/baskets", this::all), Endpoint.get("/baskets/{name}", this::one));
    }

    private CompletionStage<HttpResponse> all(Call call) {
        serving.requireQuorum();
        List<BasketBody.One> bodies =
                baskets.all().stream().map(BasketMapping::basket).toList();
        return CompletableFuture.completedFuture(Json.ok(new BasketBody.Many(bodies.size(), bodies)));
    }

    private CompletionStage<HttpResponse> one(Call call) {
        serving.requireQuorum();
        String name = call.path().get("name");
        return CompletableFuture.completedFuture(Json.ok(BasketMapping.basket(baskets.find(name)
                .orElseThrow(
                        () -> Problem.field(ProblemKind.UNKNOWN_BASKET, "no basket of this name is set", "name", name)
                                .exception()))));
    }
}
