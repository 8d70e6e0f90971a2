package io.aurora.cluster.bench;

import io.aurora.actors.protocol.SymbolProtocol.ReadReply;
import io.aurora.actors.protocol.SymbolProtocol.Shown;
import io.aurora.cluster.node.Node;
import io.aurora.config.AuroraSettings;
import io.aurora.domain.market.SymbolSpec;
import io.aurora.persistence.readside.ReadSide;
import io.aurora.persistence.store.Store;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A node under load: fills an empty store with histories, starts nodes of their own over it, then runs one in this process, with its
 * read side and metrics, and loads it from beside it.
 */
public final class NodeBench {
    private static final long PAUSE_MS = 200;

    private final AuroraSettings settings;
    private final Plan plan;
    private final List<String> nodeArguments;
    private final PrintWriter progress;
    private final List<SymbolSpec> symbols;
    private final Map<String, Object> figures = new LinkedHashMap<>();

    /**
     * What is measured.
     *
     * @param symbols loaded symbols
     * @param events events of each of them before the start
     * @param snapshotAge events behind each one's snapshot
     * @param starts nodes started in processes of their own; 0 leaves this part out
     * @param warmUp load before figures count
     * @param time load of each figure
     * @param rate of the open loop, a second; 0 is half of what the closed loop reached
     * @param streams streams of bars over HTTP at a time; 0 leaves this part out
     * @param lines bars of each such stream
     */
    public record Plan(
            int symbols,
            int events,
            int snapshotAge,
            int starts,
            Duration warmUp,
            Duration time,
            double rate,
            int streams,
            int lines) {}

    /** {@code nodeArguments} give a node in another process the same settings. */
    public NodeBench(AuroraSettings settings, Plan plan, List<String> nodeArguments, PrintWriter progress) {
        this.settings = settings;
        this.plan = plan;
        this.nodeArguments = nodeArguments;
        this.progress = progress;
        this.symbols = BenchSymbols.node(settings, plan.symbols());
    }

    /** Measures all parts; the figures by part. */
    public Map<String, Object> run() throws Exception {
        prefill();
        if (plan.starts() > 0) {
            starts();
        }
        try (Node node = Node.start(settings)) {
            Loaded loaded = new Loaded(node);
            loaded.goOn();
            loaded.closed();
            loaded.open();
            if (plan.streams() > 0) {
                loaded.http();
            }
        }
        return figures;
    }

    private void prefill() throws Exception {
        say("filling the journal with %d events", (long) plan.symbols() * plan.events());
        long started = System.nanoTime();
        try (Store store = Store.open(settings.store(), System.getenv())) {
            new JournalFill(store, symbols, settings.activeProfile()).fill(plan.events(), plan.snapshotAge());
            figures.put("store", new StoreSize(store, settings.store().file()).settings());
        }
        figures.put("prefilled_events", (long) plan.symbols() * plan.events());
        figures.put("prefill_s", BenchClock.round(BenchClock.seconds(started)));
    }

    /** Each is asked for all symbols at once. The first ones have the read side to catch up with meanwhile. */
    private void starts() throws Exception {
        List<Double> ready = new ArrayList<>();
        List<Double> processor = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        List<Double> alone = new ArrayList<>();
        List<String> names = symbols.stream().map(SymbolSpec::name).toList();
        for (int i = 0; i < plan.starts(); i++) {
            try (ChildNode node = new ChildNode(nodeArguments)) {
                ready.add(BenchClock.round(node.secondsToReady()));
                processor.add(node.processorSeconds());
                double first = node.secondsToAnswer(names.subList(0, names.size() - 1));
                all.add(BenchClock.round(first));
                alone.add(BenchClock.round(1e3 * node.secondsToAnswer(names.subList(names.size() - 1, names.size()))));
                say("start %d: ready after %.1f s, all symbols after %.1f s", i + 1, ready.get(i), all.get(i));
            }
        }
        figures.put("start_to_ready_s", ready);
        figures.put("processor_s_until_ready", processor);
        figures.put("first_answers_s", all);
        figures.put("one_more_first_answer_ms", alone);
        figures.put("snapshot_age_events", plan.snapshotAge());
    }

    private void say(String format, Object... values) {
        progress.println("bench node: " + String.format(java.util.Locale.ROOT, format, values));
        progress.flush();
    }

    /** The parts that need the node in this process. */
    private final class Loaded {
        private final Node node;
        private final BarSource bars = new BarSource(symbols);
        private final ReadSide readSide;
        private final StoreSize size;

        Loaded(Node node) {
            this.node = node;
            this.readSide = new ReadSide(node.store(), Clock.systemUTC());
            this.size = new StoreSize(node.store(), settings.store().file());
        }

        /** Waits for the read side, and puts each symbol's bars behind its last one. */
        void goOn() throws Exception {
            symbols.forEach(spec -> node.symbols().read(spec.name()));
            for (int i = 0; i < symbols.size(); i++) {
                bars.skipPast(i, lastBarMs(symbols.get(i).name()));
            }
            long behind = size.lastOrdering() - readSide.projectedUpTo();
            long started = System.nanoTime();
            while (readSide.projectedUpTo() < size.lastOrdering()) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            }
            if (behind > 0) {
                figures.put("read_side_rebuild_events_per_s", Math.round(behind / BenchClock.seconds(started)));
            }
            say("read side has caught up with %d events", behind);
        }

        /** Asked again until the node hears its cluster and the symbol has recovered. */
        private long lastBarMs(String symbol) throws Exception {
            while (true) {
                ReadReply reply =
                        node.symbols().read(symbol).toCompletableFuture().get();
                if (reply instanceof Shown shown) {
                    return shown.view().last().orElseThrow().inputs().bar().tsMs();
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            }
        }

        void closed() throws Exception {
            ClosedLoop loop = new ClosedLoop(node.symbols(), bars);
            loop.start();
            loop.rate(plan.warmUp());
            Map<String, Long> before = size.bytes();
            long ordering = size.lastOrdering();
            try (Sampler sampler = new Sampler(readSide::projectionLagSeconds)) {
                double rate = loop.rate(plan.time());
                Map<String, Object> part = new LinkedHashMap<>();
                part.put("decisions_per_s", BenchClock.round(rate));
                part.putAll(sampler.figures());
                loop.stop();
                part.put("turned_away", loop.turnedAway());
                part.put("mean_payload_bytes", size.meanPayload(ordering));
                part.put("store_bytes_per_event", size.perEvent(before, size.lastOrdering() - ordering));
                figures.put("closed_loop", part);
                say("closed loop: %.0f durable decisions/s", rate);
            }
        }

        void open() throws Exception {
            double rate = plan.rate() > 0 ? plan.rate() : reached() / 2;
            OpenLoop loop = new OpenLoop(node.symbols(), bars, rate);
            try (Sampler sampler = new Sampler(readSide::projectionLagSeconds)) {
                loop.run(plan.warmUp(), plan.time());
                Map<String, Object> part = loop.figures();
                part.putAll(sampler.figures());
                figures.put("open_loop", part);
                say("open loop: %s", part.get("ms_since_due"));
            }
        }

        @SuppressWarnings("unchecked")
        private double reached() {
            return (Double) ((Map<String, Object>) figures.get("closed_loop")).get("decisions_per_s");
        }

        void http() throws Exception {
            HttpLoop loop = new HttpLoop(node.address(), bars, plan.streams(), plan.lines());
            try (Sampler sampler = new Sampler(readSide::projectionLagSeconds)) {
                Map<String, Object> part = new LinkedHashMap<>();
                part.put("decisions_per_s", BenchClock.round(loop.rate(plan.time())));
                part.put("streams_at_a_time", plan.streams());
                part.put("bars_a_stream", plan.lines());
                part.put("turned_away", loop.turnedAway());
                part.putAll(sampler.figures());
                figures.put("http_ndjson", part);
                say("http: %s decisions/s", part.get("decisions_per_s"));
            }
        }
    }
}
