package io.aurora.http;

import akka.Done;
import akka.actor.typed.ActorSystem;
import akka.pattern.Patterns;
import akka.stream.KillSwitches;
import akka.stream.Materializer;
import akka.stream.SharedKillSwitch;
import io.aurora.actors.symbol.Symbols;
import io.aurora.config.HttpSettings;
import io.aurora.http.edge.Admission;
import io.aurora.http.edge.Dispatcher;
import io.aurora.http.edge.Endpoint;
import io.aurora.http.job.JobRegistry;
import io.aurora.http.port.DecisionPorts;
import io.aurora.http.port.HttpPorts;
import io.aurora.http.resource.BackupResource;
import io.aurora.http.resource.BarsResource;
import io.aurora.http.resource.DecisionsResource;
import io.aurora.http.resource.HealthResource;
import io.aurora.http.resource.HistoryResource;
import io.aurora.http.resource.HoldsResource;
import io.aurora.http.resource.ModelResources;
import io.aurora.http.resource.OverviewResource;
import io.aurora.http.resource.PagesResource;
import io.aurora.http.resource.PoliciesResource;
import io.aurora.http.resource.RiskResources;
import io.aurora.http.resource.Serving;
import io.aurora.http.resource.StreamResource;
import io.aurora.http.resource.SymbolsResource;
import io.aurora.http.resource.TracesResource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** All endpoints of a node, built from its collaborators; knows no port. */
public final class Routes {
    private static final Duration LOOK = Duration.ofMillis(10);
    /** An answer has left the routes a little before its last bytes have left the node. */
    private static final Duration LAST_BYTES = Duration.ofMillis(50);

    private final Dispatcher dispatcher;
    private final Admission admission;
    private final ActorSystem<?> system;
    private final Materializer materializer;
    private final SharedKillSwitch closing = KillSwitches.shared("http-streams");
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    public Routes(HttpPorts ports, HttpSettings settings, Clock clock, ActorSystem<?> system) {
        materializer = Materializer.createMaterializer(system);
        this.system = system;
        admission =
                new Admission(settings.maxConcurrent(), settings.rateLimit(), settings.rateBurst(), System::nanoTime);
        Symbols symbols = ports.symbols();
        Serving serving = new Serving(symbols, ports.risk().baskets(), ports.quorum(), ports.metrics(), clock);
        JobRegistry jobs = new JobRegistry(ports.risk().jobs(), clock);
        SymbolsResource names =
                new SymbolsResource(symbols, ports.catalogue(), serving, settings, closed, materializer);
        List<Endpoint> table = Stream.of(
                        loop(ports.loop(), serving, ports, clock),
                        new RiskResources(symbols, ports.risk(), serving, jobs).endpoints(),
                        new ModelResources(symbols, ports.models(), serving, jobs).endpoints(),
                        new PagesResource().endpoints(),
                        new HealthResource(ports.health(), ports.metricsText(), ports.node(), clock).endpoints(),
                        names.endpoints(),
                        new BarsResource(symbols, serving, settings, admission, closing, system).endpoints(),
                        new HoldsResource(symbols, serving).endpoints(),
                        new HistoryResource(ports.history(), ports.journal(), ports.explainer(), materializer)
                                .endpoints(),
                        new BackupResource(ports.backups()).endpoints(),
                        new OverviewResource(ports.node(), symbols, names, serving, ports.tails()).endpoints(),
                        new StreamResource(ports.feed(), serving, admission, closing, settings.heartbeat()).endpoints())
                .flatMap(List::stream)
                .toList();
        dispatcher = new Dispatcher(table, settings, admission, ports.metrics(), clock, materializer);
    }

    private List<Endpoint> loop(DecisionPorts loop, Serving serving, HttpPorts ports, Clock clock) {
        return Stream.of(
                        new DecisionsResource(loop.decisions(), serving, ports.quorum(), clock).endpoints(),
                        new TracesResource(loop.decisions(), loop.traces(), system).endpoints(),
                        new PoliciesResource(loop, serving).endpoints())
                .flatMap(List::stream)
                .toList();
    }

    public Dispatcher dispatcher() {
        return dispatcher;
    }

    Materializer materializer() {
        return materializer;
    }

    /** Ends streams and long polls, which would otherwise outlast any drain; everything else is still answered. */
    void close() {
        closed.complete(null);
        closing.shutdown();
    }

    /**
     * Closes and waits until nothing is in work. Akka's own termination waits for the heads of answers only and would cut off a body
     * that is still being sent.
     *
     * @param most longest wait
     */
    public CompletionStage<Done> drain(Duration most) {
        close();
        return untilIdle(System.nanoTime() + most.toNanos());
    }

    private CompletionStage<Done> untilIdle(long deadlineNs) {
        boolean over = admission.inWork() == 0 || System.nanoTime() - deadlineNs >= 0;
        return over
                ? Patterns.after(
                        LAST_BYTES, system.classicSystem(), () -> CompletableFuture.completedFuture(Done.done()))
                : Patterns.after(LOOK, system.classicSystem(), () -> untilIdle(deadlineNs));
    }
}
