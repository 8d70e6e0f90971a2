package io.aurora.http.resource;

import akka.http.javadsl.model.HttpResponse;
import io.aurora.http.edge.Call;
import io.aurora.http.edge.Endpoint;
import io.aurora.http.edge.Json;
import io.aurora.http.edge.JsonFields;
import io.aurora.http.edge.Problem;
import io.aurora.http.edge.ProblemException;
import io.aurora.http.edge.ProblemKind;
import io.aurora.http.job.Job;
import io.aurora.http.job.JobRegistry;
import io.aurora.http.port.Models;
import io.aurora.http.wire.ModelInfoBody;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Which models are in force, and putting others in force as a background job. */
final class ModelsResource {
    private static final Set<String> FIELDS = Set.of("id", "path", "by");
    private static final int MOST_CHARS = 4096;
    private static final int NAME_CHARS = 64;
    private static final String LASTS = "on every node of the cluster, until the last of them has stopped; then the"
            + " settings inference.student and inference.router hold again";

    private final Models models;
    private final JobRegistry jobs;

    ModelsResource(Models models, JobRegistry jobs) {
        this.models = models;
        this.jobs = jobs;
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/model/info", this::info), Endpoint.post("/model/reload", this::reload));
    }

    private CompletionStage<HttpResponse> info(Call call) {
        return models.inForce()
                .thenApply(known -> Json.ok(body(known.orElseThrow(() -> Problem.refusal(
                                ProblemKind.UNAVAILABLE, "models_unknown", "the models in force are not known yet")
                        .exception()))));
    }

    private CompletionStage<HttpResponse> reload(Call call) {
        return call.json().thenCompose(body -> {
            JsonFields fields = new JsonFields(body, FIELDS);
            Models.Wanted wanted = wanted(fields);
            String by = fields.optionalText("by", NAME_CHARS).orElse(call.user());
            return models.objection(wanted).thenApply(objection -> submitted(objection, wanted, by, call));
        });
    }

    private HttpResponse submitted(Optional<String> objection, Models.Wanted wanted, String by, Call call) {
        objection.ifPresent(rule -> {
            throw refused(rule, wanted);
        });
        Job job = jobs.submit("model_reload", by, progress -> work(wanted, by, call));
        return AcceptedJob.of(job);
    }

    private Models.Wanted wanted(JsonFields fields) {
        Models.Wanted wanted =
                new Models.Wanted(fields.optionalText("id", NAME_CHARS), fields.optionalText("path", MOST_CHARS));
        if (wanted.id().isPresent() == wanted.path().isPresent()) {
            throw Problem.field(ProblemKind.BAD_FIELD, "must be given, or path, and not both", "id", shown(wanted))
                    .exception();
        }
        return wanted;
    }

    private static String shown(Models.Wanted wanted) {
        return wanted.id().orElse(null);
    }

    private static ProblemException refused(String rule, Models.Wanted wanted) {
        String field = wanted.id().isPresent() ? "id" : "path";
        return Problem.refusedField(
                        ProblemKind.MODEL_REFUSED,
                        "not_found",
                        rule,
                        field,
                        wanted.id().or(wanted::path).orElseThrow())
                .exception();
    }

    private ModelInfoBody.Reloaded work(Models.Wanted wanted, String by, Call call) {
        String what = "models from " + wanted.id().or(wanted::path).orElseThrow();
        CompletionStage<Models.InForce> changed = models.reload(wanted).thenApply(ModelsResource::changed);
        return new ModelInfoBody.Reloaded(
                body(Audit.ended(changed, by, "reload", what, call)
                        .toCompletableFuture()
                        .join()),
                LASTS);
    }

    private static Models.InForce changed(Models.Reply reply) {
        if (reply instanceof Models.Changed changed) {
            return changed.inForce();
        }
        String reason = ((Models.Refused) reply).reason();
        throw Problem.refusal(ProblemKind.MODEL_REFUSED, "refused", "the models before stay in force: " + reason)
                .exception();
    }

    private static ModelInfoBody body(Models.InForce inForce) {
        Models.Shown student = inForce.student();
        Models.Shown router = inForce.router();
        return new ModelInfoBody(
                student.id(),
                student.kind(),
                student.featureSchemaHash(),
                inForce.engine(),
                empty(inForce.engineWhy()),
                student.metrics(),
                student.lineage(),
                empty(student.dataSnapshot()),
                empty(student.codeRevision()),
                inForce.since(),
                new ModelInfoBody.Router(
                        router.id(),
                        router.kind(),
                        router.featureSchemaHash(),
                        router.metrics(),
                        router.lineage(),
                        empty(router.dataSnapshot()),
                        empty(router.codeRevision())));
    }

    private static String empty(String text) {
        return text.isEmpty() ? null : text;
    }
}
