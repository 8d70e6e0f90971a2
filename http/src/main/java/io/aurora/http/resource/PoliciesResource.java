package io.aurora.http.resource;

import akka.http.javadsl.model.HttpResponse;
import io.aurora.actors.decisions.Decisions;
import io.aurora.actors.protocol.StrategistProtocol.Imported;
import io.aurora.actors.protocol.StrategistProtocol.Unavailable;
import io.aurora.config.PolicySettings;
import io.aurora.domain.learning.PartitionEvent.QRow;
import io.aurora.domain.learning.PolicyTerms;
import io.aurora.domain.learning.offpolicy.Estimate;
import io.aurora.domain.learning.offpolicy.PolicyValue;
import io.aurora.http.edge.Call;
import io.aurora.http.edge.Endpoint;
import io.aurora.http.edge.Json;
import io.aurora.http.edge.Problem;
import io.aurora.http.edge.ProblemException;
import io.aurora.http.edge.ProblemKind;
import io.aurora.http.port.DecisionPorts;
import io.aurora.http.port.PolicyValues;
import io.aurora.http.port.TraceLog;
import io.aurora.http.wire.IntervalBody;
import io.aurora.http.wire.PolicyBody;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A policy as a whole: its table out and in, its log, and what another policy would have earned on it. */
public final class PoliciesResource {
    private static final int LIMIT = 500;
    private static final int MOST = 5_000;
    private static final int VALUE_LIMIT = 10_000;
    private static final int MOST_VALUED = 200_000;

    private final Decisions decisions;
    private final TablePages tables;
    private final TraceLog traces;
    private final PolicyValues values;
    private final Serving serving;

    public PoliciesResource(DecisionPorts ports, Serving serving) {
        this.decisions = ports.decisions();
        this.tables = new TablePages(decisions);
        this.traces = ports.traces();
        this.values = ports.value();
        this.serving = serving;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/policies/{policy}/table", this::table).with("after", "limit"),
                Endpoint.post("/policies/{policy}/table", this::importRows),
                Endpoint.get("/policies/{policy}/log", this::log).with("after", "limit", "newest"),
                Endpoint.get("/policies/{policy}/value", this::value)
                        .with("as", "limit")
                        .asPatient());
    }

    private PolicySettings known(String field, String name) {
        String policy = TaskReading.policy(name);
        return decisions
                .policy(policy)
                .orElseThrow(() -> Problem.refusedField(
                                ProblemKind.UNKNOWN_POLICY,
                                "unknown_policy",
                                "no policy of the settings",
                                field,
                                policy)
                        .exception());
    }

    private PolicySettings known(Call call) {
        return known("policy", call.path().get("policy"));
    }

    private static int limit(Call call, int usual, int most) {
        return (int) call.parameters().whole("limit", 1L, most).orElse(usual);
    }

    private CompletionStage<HttpResponse> table(Call call) {
        PolicySettings settings = known(call);
        int limit = limit(call, LIMIT, MOST);
        String policy = settings.terms().policy();
        return decisions.terms(policy).thenCompose(created -> {
            if (created.isEmpty()) {
                return CompletableFuture.completedFuture(
                        Json.ok(new PolicyBody.Table(policy, settings.terms().keyForm(), List.of(), null)));
            }
            TablePages.Position from = call.parameters()
                    .text("after")
                    .map(token -> TablePages.Position.parse(token, created.get().partitions()))
                    .orElse(TablePages.Position.START);
            return tables.page(created.get(), from, limit)
                    .thenApply(page -> Json.ok(new PolicyBody.Table(
                            policy,
                            created.get().keyForm(),
                            page.rows().stream().map(PoliciesResource::row).toList(),
                            page.next().map(TablePages.Position::token).orElse(null))));
        });
    }

    private static PolicyBody.Row row(QRow row) {
        return new PolicyBody.Row(row.state(), row.action(), row.q(), row.tries());
    }

    private CompletionStage<HttpResponse> importRows(Call call) {
        PolicySettings settings = known(call);
        String policy = settings.terms().policy();
        return call.json().thenCompose(body -> {
            TableReading.Import asked = TableReading.of(body, call.user());
            serving.requireQuorum();
            CompletionStage<HttpResponse> answer = decisions
                    .terms(policy)
                    .thenCompose(created -> {
                        PolicyTerms terms = created.orElse(settings.terms());
                        asked.requireForm(terms.keyForm());
                        TableReading.requireReachable(asked.rows(), terms.gamma());
                        return decisions.importRows(policy, asked.by(), asked.rows());
                    })
                    .thenApply(reply -> {
                        if (reply instanceof Imported imported) {
                            return Json.ok(new PolicyBody.Imported(policy, imported.rows()));
                        }
                        throw DecisionsResource.unavailable((Unavailable) reply);
                    });
            return Audit.ended(answer, asked.by(), "import (" + asked.rows().size() + " rows)", policy, call);
        });
    }

    private CompletionStage<HttpResponse> log(Call call) {
        String policy = known(call).terms().policy();
        int limit = limit(call, LIMIT, MOST);
        if (call.parameters().flag("newest")) {
            return traces.newest(policy, limit).thenApply(rows -> Json.ok(body(policy, rows, Optional.empty())));
        }
        return traces.page(policy, call.parameters().text("after"), limit)
                .thenApply(page -> Json.ok(body(policy, page.rows(), page.next())));
    }

    private static PolicyBody.Log body(String policy, List<TraceLog.Row> rows, Optional<String> next) {
        return new PolicyBody.Log(policy, rows.stream().map(TaskMapping::logRow).toList(), next.orElse(null));
    }

    private CompletionStage<HttpResponse> value(Call call) {
        String policy = known(call).terms().policy();
        String as = call.parameters().required("as");
        PolicyValues.Target target = target(as);
        return values.value(policy, target, limit(call, VALUE_LIMIT, MOST_VALUED))
                .thenApply(value -> Json.ok(body(policy, as, value.orElseThrow(() -> tooFew(policy)))));
    }

    private PolicyValues.Target target(String as) {
        return switch (as) {
            case "uniform" -> new PolicyValues.Uniform();
            case "greedy" -> new PolicyValues.Greedy();
            default -> new PolicyValues.Named(known("as", as).terms().policy());
        };
    }

    private static ProblemException tooFew(String policy) {
        return Problem.refusedField(
                        ProblemKind.POLICY_REFUSED,
                        "too_few_rows",
                        "must have at least two answered decisions on the read side",
                        "policy",
                        policy)
                .exception();
    }

    private static PolicyBody.Value body(String policy, String as, PolicyValue value) {
        return new PolicyBody.Value(
                policy,
                as,
                value.rows(),
                estimated(value.logged()),
                estimated(value.ips()),
                estimated(value.snips()),
                estimated(value.doublyRobust()),
                value.effectiveSampleSize(),
                value.largestWeight(),
                new IntervalBody(value.sequenceLow(), value.sequenceHigh()));
    }

    private static PolicyBody.Estimated estimated(Estimate estimate) {
        return new PolicyBody.Estimated(estimate.value(), estimate.se(), estimate.low(), estimate.high());
    }
}
