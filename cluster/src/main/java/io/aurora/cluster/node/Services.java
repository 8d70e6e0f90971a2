package io.aurora.cluster.node;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.ServerBinding;
import io.aurora.actors.basket.BasketBoard;
import io.aurora.actors.basket.BasketNode;
import io.aurora.actors.basket.RecordedBars;
import io.aurora.actors.ingest.BarIntake;
import io.aurora.actors.kafka.KafkaNode;
import io.aurora.actors.symbol.Profiles;
import io.aurora.actors.symbol.ShardedSymbols;
import io.aurora.actors.symbol.SymbolNode;
import io.aurora.actors.symbol.Symbols;
import io.aurora.cluster.cli.Version;
import io.aurora.cluster.front.Front;
import io.aurora.cluster.inference.InferenceNode;
import io.aurora.cluster.metrics.ClusterGauges;
import io.aurora.cluster.metrics.MetricsPort;
import io.aurora.cluster.metrics.NodeMetrics;
import io.aurora.config.AuroraSettings;
import io.aurora.config.MetricsSettings;
import io.aurora.config.NodeSettings.Role;
import io.aurora.http.HttpServer;
import io.aurora.http.Routes;
import io.aurora.http.port.RiskPorts;
import io.aurora.persistence.store.Store;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;

/** What runs on a node, wired in the order in which it needs each other. */
final class Services {
    private final String address;
    private final Symbols symbols;
    private final InferenceNode inference;
    private final DecisionLoop loop;

    private Services(String address, Symbols symbols, InferenceNode inference, DecisionLoop loop) {
        this.address = address;
        this.symbols = symbols;
        this.inference = inference;
        this.loop = loop;
    }

    static Services start(
            ActorSystem<?> system,
            AuroraSettings settings,
            InferenceNode.Plan plan,
            Store store,
            NodeMetrics metrics,
            Clock clock) {
        InferenceNode inference = InferenceNode.start(system, settings, plan, metrics);
        SymbolNode node = symbolNode(system, settings, store, metrics, inference, clock);
        ShardedSymbols symbols = ShardedSymbols.start(
                system, node, settings.node(), settings.activeProfile().holds());
        BarIntake intake = new BarIntake(system, symbols);
        ClusterGauges.show(system, symbols::desk, metrics);
        ReadSideNode.start(system, store, metrics, clock);
        DecisionLoop loop = DecisionLoop.start(system, settings, store, metrics, symbols, clock);
        RiskPorts risk = risk(system, settings, store, symbols, metrics, clock);
        Optional<KafkaNode> kafka = kafka(system, settings, store, metrics, intake, clock);
        Feeds.start(system, settings, intake, clock);
        if (settings.metrics().mode() == MetricsSettings.Mode.STANDALONE) {
            MetricsPort.start(system, settings.node().portOf(settings.metrics().port()), metrics::scrape);
        }
        if (!settings.node().roles().contains(Role.HTTP)) {
            loop.warmUp("");
            return new Services("", symbols, inference, loop);
        }
        Routes routes = new Routes(
                Front.ports(
                        system,
                        settings,
                        store,
                        symbols,
                        inference,
                        metrics,
                        clock,
                        loop.ports(),
                        loop::warm,
                        risk,
                        Version.text(),
                        () -> kafka.map(KafkaNode::ok).orElse(true)),
                settings.http(),
                clock,
                system);
        HttpServer server = new HttpServer(routes, settings.http(), system);
        String address = bound(server, settings);
        loop.warmUp(address);
        return new Services(address, symbols, inference, loop);
    }

    private static RiskPorts risk(
            ActorSystem<?> system,
            AuroraSettings settings,
            Store store,
            ShardedSymbols symbols,
            NodeMetrics metrics,
            Clock clock) {
        RecordedBars bars = Front.bars(system, store, clock);
        BasketNode node = new BasketNode(
                List.copyOf(settings.baskets().values()),
                settings.offline().get(settings.profile()).dro(),
                symbols::look,
                bars,
                Front.heavy(system),
                clock,
                System::nanoTime,
                metrics.baskets());
        return Front.risk(system, settings, bars, BasketBoard.start(system, node));
    }

    private static Optional<KafkaNode> kafka(
            ActorSystem<?> system,
            AuroraSettings settings,
            Store store,
            NodeMetrics metrics,
            BarIntake intake,
            Clock clock) {
        if (!settings.kafka().enabled()) {
            return Optional.empty();
        }
        KafkaNode kafka = KafkaNode.start(system, settings.kafka(), intake, store, clock);
        metrics.beforeReading(() -> {
            kafka.lag().ifPresent(metrics.events()::kafkaLag);
            if (!kafka.ok()) {
                metrics.events().error("kafka");
            }
        });
        return Optional.of(kafka);
    }

    private static String bound(HttpServer server, AuroraSettings settings) {
        try {
            ServerBinding binding = server.start(
                            settings.node().portOf(settings.http().port()))
                    .toCompletableFuture()
                    .join();
            return "http://" + settings.http().host() + ":"
                    + binding.localAddress().getPort();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static SymbolNode symbolNode(
            ActorSystem<?> system,
            AuroraSettings settings,
            Store store,
            NodeMetrics metrics,
            InferenceNode inference,
            Clock clock) {
        return new SymbolNode(
                settings.symbols(),
                new Profiles(settings.profiles()),
                inference::models,
                settings.actor(),
                settings.inference().deadline(),
                inference.router(),
                clock,
                System::nanoTime,
                symbol -> Set.of(),
                new StoredCheckpoints(system, store, clock),
                metrics.symbols());
    }

    Symbols symbols() {
        return symbols;
    }

    /**
     * Whether this node serves: it knows the desk, without which it serves every decision held, and the models in force, without which it
     * takes no bar, and its decision loop has started.
     */
    boolean ready() {
        return symbols.desk().isPresent() && inference.models().isPresent() && loop.warm();
    }

    /** Where the node serves HTTP; empty where it does not. */
    String address() {
        return address;
    }
}
