package io.aurora.http.resource;

import akka.http.javadsl.model.HttpResponse;
import io.aurora.http.edge.Call;
import io.aurora.http.edge.Endpoint;
import io.aurora.http.edge.Json;
import io.aurora.http.edge.Problem;
import io.aurora.http.edge.ProblemException;
import io.aurora.http.edge.ProblemKind;
import io.aurora.http.job.Job;
import io.aurora.http.job.JobRegistry;
import io.aurora.http.wire.JobBody;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** How background jobs of this node go. */
final class JobsResource {
    private final JobRegistry jobs;

    JobsResource(JobRegistry jobs) {
        this.jobs = jobs;
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/jobs/{id}", this::show), Endpoint.post("/jobs/{id}/cancel", this::cancel));
    }

    private CompletionStage<HttpResponse> show(Call call) {
        String id = call.path().get("id");
        return CompletableFuture.completedFuture(Json.ok(body(jobs.find(id).orElseThrow(() -> unknown(id)))));
    }

    private CompletionStage<HttpResponse> cancel(Call call) {
        String id = call.path().get("id");
        JobBody body = body(jobs.cancel(id).orElseThrow(() -> unknown(id)));
        Audit.write(call.user(), "cancel", "job " + id, body.state(), call);
        return CompletableFuture.completedFuture(Json.ok(body));
    }

    private static ProblemException unknown(String id) {
        return Problem.field(ProblemKind.UNKNOWN_JOB, "no job of this node has this name", "id", id)
                .exception();
    }

    private static JobBody body(Job.Snapshot job) {
        return new JobBody(
                job.id(),
                job.kind(),
                job.state().name().toLowerCase(Locale.ROOT),
                job.progress(),
                job.by(),
                Instant.ofEpochMilli(job.createdAtMs()),
                instant(job.startedAtMs()),
                instant(job.endedAtMs()),
                job.result().orElse(null),
                job.error().orElse(null));
    }

    private static Instant instant(OptionalLong ms) {
        return ms.isPresent() ? Instant.ofEpochMilli(ms.getAsLong()) : null;
    }
}
