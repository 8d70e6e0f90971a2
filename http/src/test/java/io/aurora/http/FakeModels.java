package io.aurora.http;

import io.aurora.domain.features.FeatureSchema;
import io.aurora.http.port.Models;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Models whose answers a test writes. */
final class FakeModels implements Models {
    final List<Wanted> wanted = new ArrayList<>();
    Optional<InForce> inForce = Optional.of(inForce("ewma", "bic"));
    Optional<String> objection = Optional.empty();
    Reply reply = new Changed(inForce("a".repeat(64), "bic"));

    static InForce inForce(String student, String router) {
        return new InForce(shown(student, "student"), shown(router, "router"), "cpu", "", Instant.parse(Front.START));
    }

    private static Shown shown(String id, String kind) {
        return new Shown(id, kind, FeatureSchema.HASH, new TreeMap<>(), List.of(), "", "");
    }

    @Override
    public CompletionStage<Optional<InForce>> inForce() {
        return CompletableFuture.completedFuture(inForce);
    }

    @Override
    public CompletionStage<Optional<String>> objection(Wanted asked) {
        return CompletableFuture.completedFuture(objection);
    }

    @Override
    public CompletionStage<Reply> reload(Wanted asked) {
        wanted.add(asked);
        return CompletableFuture.completedFuture(reply);
    }
}
