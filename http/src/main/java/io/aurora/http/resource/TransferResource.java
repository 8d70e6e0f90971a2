package io.aurora.http.resource;

import akka.http.javadsl.model.HttpResponse;
import io.aurora.actors.basket.RecordedBars;
import io.aurora.actors.cluster.Asks;
import io.aurora.actors.symbol.Symbols;
import io.aurora.config.OfflineSettings;
import io.aurora.domain.symbol.RiskMode;
import io.aurora.domain.symbol.SymbolView;
import io.aurora.domain.transfer.TransferRules;
import io.aurora.http.edge.Call;
import io.aurora.http.edge.Endpoint;
import io.aurora.http.edge.Json;
import io.aurora.http.edge.Problem;
import io.aurora.http.edge.ProblemKind;
import io.aurora.http.job.Job;
import io.aurora.http.job.JobRegistry;
import io.aurora.http.port.RiskPorts;
import io.aurora.http.wire.TransferBody;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Validation of transfers as background jobs. The target is put into the mode that the verdict asks for; that is stored with the symbol, whereas reports
 * live in the memory of the node that made them.
 */
final class TransferResource {
    private static final int MOST_REPORTS = 1_000;

    private final Symbols symbols;
    private final RecordedBars bars;
    private final OfflineSettings.Tvf settings;
    private final JobRegistry jobs;
    private final Serving serving;
    private final Map<String, TransferBody.Report> last = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TransferBody.Report> eldest) {
            return size() > MOST_REPORTS;
        }
    });

    TransferResource(Symbols symbols, RiskPorts ports, JobRegistry jobs, Serving serving) {
        this.symbols = symbols;
        this.bars = ports.bars();
        this.settings = ports.settings().tvf();
        this.jobs = jobs;
        this.serving = serving;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("/transfer/validate", this::validate), Endpoint.get("/transfer/{symbol}", this::show));
    }

    private CompletionStage<HttpResponse> validate(Call call) {
        return call.json().thenCompose(body -> {
            TransferOrder order = TransferOrder.of(body, settings, call.user());
            serving.requireQuorum();
            return Asks.all(List.of(order.source(), order.target(), order.benchmark()), this::known)
                    .thenApply(views -> accepted(order, call));
        });
    }

    private CompletionStage<SymbolView> known(String symbol) {
        return symbols.read(symbol).thenApply(reply -> SymbolsResource.shown(symbol, reply));
    }

    private HttpResponse accepted(TransferOrder order, Call call) {
        Job job = jobs.submit("transfer", order.by(), progress -> work(order, progress, call));
        return AcceptedJob.of(job);
    }

    private TransferBody.Report work(TransferOrder order, Job.Progress progress, Call call) {
        TransferJob job = new TransferJob(bars, rules(), serving.clock());
        TransferBody.Report report = job.validate(order, progress);
        RiskMode mode = RiskMode.valueOf(report.effects().riskMode());
        CompletionStage<SymbolView> changed = symbols.changeRiskMode(order.target(), mode, reason(report))
                .thenApply(reply -> SymbolsResource.shown(order.target(), reply));
        Audit.ended(changed, order.by(), "risk mode " + mode + " (" + report.verdict() + ")", order.target(), call)
                .toCompletableFuture()
                .join();
        last.remove(order.target());
        last.put(order.target(), report);
        return report;
    }

    private static String reason(TransferBody.Report report) {
        String why = report.failing().isEmpty() ? "" : " " + String.join(",", report.failing());
        return "transfer_validation from " + report.source() + ": " + report.verdict() + why;
    }

    private TransferRules rules() {
        return new TransferRules(
                settings.ctrMin(),
                settings.dctsMin(),
                settings.xiMax(),
                settings.hurstMax(),
                TransferRules.DEFAULT.alpha(),
                TransferRules.DEFAULT.block(),
                settings.minObservations());
    }

    private CompletionStage<HttpResponse> show(Call call) {
        String symbol = call.symbol();
        serving.requireQuorum();
        return known(symbol).thenApply(view -> {
            TransferBody.Report report = Optional.ofNullable(last.get(symbol))
                    .orElseThrow(() -> Problem.field(
                                    ProblemKind.UNKNOWN_TRANSFER,
                                    "no validation of this target is known to this node",
                                    "symbol",
                                    symbol)
                            .exception());
            return Json.ok(new TransferBody.Last(symbol, view.riskMode().name(), report));
        });
    }
}
