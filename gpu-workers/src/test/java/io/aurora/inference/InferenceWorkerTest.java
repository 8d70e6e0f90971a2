package io.aurora.inference;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.FishingOutcomes;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.receptionist.Receptionist;
import io.aurora.config.InferenceSettings;
import io.aurora.domain.inference.BuiltInForecaster;
import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.RouterFit;
import io.aurora.domain.regime.BicRouter;
import io.aurora.inference.protocol.InferenceProtocol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InferenceWorkerTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final long LONG_MS = 60_000L;

    private final List<ActorRef<InferenceProtocol.Command>> lost = Collections.synchronizedList(new ArrayList<>());
    private final SeenByMetrics seen = new SeenByMetrics();
    private final AtomicLong nanos = new AtomicLong();
    private TestProbe<InferenceProtocol.Answer> asker;

    @BeforeEach
    void open() {
        asker = KIT.createTestProbe();
    }

    @AfterAll
    static void close() {
        KIT.shutdownTestKit();
    }

    private ActorRef<InferenceProtocol.Command> worker(InferenceEngine engine, InferenceSettings settings) {
        EngineSource gated = engine instanceof GatedEngine own ? own : new OneEngine(engine);
        return workerOn(gated, settings);
    }

    private ActorRef<InferenceProtocol.Command> workerOn(EngineSource source, InferenceSettings settings) {
        ActorRef<InferenceProtocol.Command> worker = KIT.spawn(InferenceWorker.create(new WorkerParts(
                () -> source,
                () -> ModelFolders.BUILT_IN,
                Optional.empty(),
                settings,
                seen,
                nanos::get,
                Duration.ofMillis(1),
                lost::add)));
        awaitThat(() -> assertThat(seen.devices).hasValue(1));
        return worker;
    }

    private void ask(ActorRef<InferenceProtocol.Command> worker, InferenceRequest request, long deadlineMs) {
        worker.tell(new InferenceProtocol.Infer(request, deadlineMs, asker.getRef()));
    }

    private void ask(ActorRef<InferenceProtocol.Command> worker, long... times) {
        for (long time : times) {
            ask(worker, Requests.at(time), LONG_MS);
        }
    }

    private void awaitBatches(GatedEngine engine, int count) {
        awaitThat(() -> assertThat(engine.batches()).hasSize(count));
    }

    private void awaitThat(Runnable assertion) {
        asker.awaitAssert(() -> {
            assertion.run();
            return null;
        });
    }

    /** A request's wait begins when the worker takes it in, which must be before the clock is moved. */
    private void awaitWaiting(int count) {
        awaitThat(() -> assertThat(seen.waiting).hasValue(count));
    }

    private void expectForecasts(long... times) {
        for (long time : times) {
            asker.expectMessage(new InferenceProtocol.Inferred(time, BuiltInForecaster.forecast(Requests.at(time))));
        }
    }

    @Test
    void shouldAnswerAtOnceWhenTheEngineIsIdle() {
        ActorRef<InferenceProtocol.Command> worker = worker(new BuiltInEngine(), Requests.settings(256, 16));

        ask(worker, 1L);

        expectForecasts(1L);
    }

    @Test
    void shouldGatherWhatComesMeanwhileInTheOrderItCameWhenTheEngineIsBusy() {
        GatedEngine engine = new GatedEngine();
        ActorRef<InferenceProtocol.Command> worker = worker(engine, Requests.settings(3, 16));

        ask(worker, 1L, 2L, 3L, 4L, 5L);
        awaitBatches(engine, 1);
        engine.letPass(3);

        expectForecasts(1L, 2L, 3L, 4L, 5L);
        assertThat(engine.batches()).containsExactly(List.of(1L), List.of(2L, 3L, 4L), List.of(5L));
    }

    @Test
    void shouldStartASecondBatchBesideTheFirstOnceItIsFullWhenTheEngineTakesTwo() {
        GatedEngine engine = new GatedEngine(GatedEngine::forecasts, 2);
        ActorRef<InferenceProtocol.Command> worker = worker(engine, Requests.settings(2, 16));

        ask(worker, 1L, 2L, 3L);
        awaitBatches(engine, 2);

        assertThat(engine.batches()).containsExactlyInAnyOrder(List.of(1L), List.of(2L, 3L));
        engine.letPass(2);
        asker.receiveSeveralMessages(3);
    }

    @Test
    void shouldStartAnUnfilledBatchWhenItsFirstRequestHasWaitedLongEnough() {
        GatedEngine engine = new GatedEngine(GatedEngine::forecasts, 2);
        ActorRef<InferenceProtocol.Command> worker = worker(engine, Requests.settings(256, 16));

        ask(worker, 1L, 2L);
        awaitBatches(engine, 1);
        awaitWaiting(1);
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
        ask(worker, 3L);
        awaitBatches(engine, 2);

        assertThat(engine.batches().stream().flatMap(List::stream)).startsWith(1L, 2L);
        engine.letPass(3);
        asker.receiveSeveralMessages(3);
    }

    @Test
    void shouldSayBusyAtOnceWhenTheQueueIsFull() {
        GatedEngine engine = new GatedEngine();
        ActorRef<InferenceProtocol.Command> worker = worker(engine, Requests.settings(256, 2));

        ask(worker, 1L, 2L, 3L, 4L);

        asker.expectMessage(new InferenceProtocol.Busy(4L));
        engine.letPass(2);
        expectForecasts(1L, 2L, 3L);
        assertThat(seen.misses).containsExactly(InferenceMetrics.Miss.BUSY);
    }

    @Test
    void shouldDropARequestWhenItsAskerWaitsNoLonger() {
        GatedEngine engine = new GatedEngine();
        ActorRef<InferenceProtocol.Command> worker = worker(engine, Requests.settings(256, 16));

        ask(worker, Requests.at(1L), 50L);
        awaitBatches(engine, 1);
        ask(worker, Requests.at(2L), 50L);
        ask(worker, Requests.at(3L), LONG_MS);
        ask(worker, Requests.with(9L, new double[1], 0.01), 50L);
        asker.expectMessageClass(InferenceProtocol.Failed.class);
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(51));
        engine.letPass(2);

        expectForecasts(1L);
        asker.expectMessage(new InferenceProtocol.Failed(2L, "deadline"));
        expectForecasts(3L);
        assertThat(engine.batches()).containsExactly(List.of(1L), List.of(3L));
        assertThat(seen.misses).contains(InferenceMetrics.Miss.DEADLINE);
    }

    @Test
    void shouldFailARequestAloneWhenItHoldsNaN() {
        ActorRef<InferenceProtocol.Command> worker = worker(new BuiltInEngine(), Requests.settings(256, 16));
        double[] features = new double[20];
        features[3] = Double.NaN;

        ask(worker, Requests.with(1L, features, 0.01), LONG_MS);
        ask(worker, Requests.with(2L, new double[20], Double.NaN), LONG_MS);
        ask(worker, 3L);

        asker.expectMessage(new InferenceProtocol.Failed(1L, "must be finite: features[3]=NaN"));
        asker.expectMessage(new InferenceProtocol.Failed(2L, "must be finite and >= 0: ewma_sigma=NaN"));
        expectForecasts(3L);
    }

    @Test
    void shouldFailARequestAloneWhenItBreaksItsBatch() {
        GatedEngine engine = new GatedEngine(
                batch -> {
                    if (batch.stream().anyMatch(request -> request.barTsMs() == 3L)) {
                        throw new IllegalStateException("kernel refused");
                    }
                    return GatedEngine.forecasts(batch);
                },
                1);
        ActorRef<InferenceProtocol.Command> worker = worker(engine, Requests.settings(256, 16));

        ask(worker, 1L, 2L, 3L, 4L);
        engine.letPass(5);

        expectForecasts(1L, 2L);
        asker.expectMessage(new InferenceProtocol.Failed(3L, "kernel refused"));
        expectForecasts(4L);
        assertThat(seen.misses).containsExactly(InferenceMetrics.Miss.FAILED);
    }

    @Test
    void shouldSendRequestsBackAndStillRefitWhenTheDeviceIsLost() {
        GatedEngine engine = new GatedEngine(
                batch -> {
                    throw new EngineLostException("device 0 answers 999", null);
                },
                1);
        ActorTestKit alone = ActorTestKit.create();
        try {
            ActorRef<InferenceProtocol.Command> worker = alone.spawn(InferenceWorker.create(parts(engine)));
            TestProbe<InferenceProtocol.Fitted> fitted = alone.createTestProbe();
            TestProbe<InferenceProtocol.Answer> answers = alone.createTestProbe();

            worker.tell(new InferenceProtocol.Infer(Requests.at(1L), LONG_MS, answers.getRef()));
            worker.tell(new InferenceProtocol.Infer(Requests.at(2L), LONG_MS, answers.getRef()));
            engine.letPass(1);
            answers.expectMessage(new InferenceProtocol.Busy(1L));
            answers.expectMessage(new InferenceProtocol.Busy(2L));
            worker.tell(new InferenceProtocol.Infer(Requests.at(3L), LONG_MS, answers.getRef()));
            answers.expectMessage(new InferenceProtocol.Busy(3L));

            worker.tell(new InferenceProtocol.Fit("BTC-USDT", fit(128, 1L), fitted.getRef()));
            fitted.expectMessageClass(InferenceProtocol.Fitted.class);
            assertThat(seen.misses).containsOnly(InferenceMetrics.Miss.LOST);
            assertThat(lost).containsExactly(worker);
        } finally {
            alone.shutdownTestKit();
        }
    }

    @Test
    void shouldHandItsRequestsToAnotherWorkerWhenTheDeviceIsLost() {
        ActorTestKit kit = ActorTestKit.create();
        try {
            GatedEngine breaks = new GatedEngine(
                    batch -> {
                        throw new EngineLostException("device 0 answers 999", null);
                    },
                    1);
            ActorRef<InferenceProtocol.Command> first = kit.spawn(InferenceWorker.create(parts(breaks)));
            kit.spawn(InferenceWorker.create(parts(new OneEngine(new BuiltInEngine()))));
            TestProbe<InferenceProtocol.Answer> answers = kit.createTestProbe();
            TestProbe<Receptionist.Listing> listings = kit.createTestProbe();
            kit.system().receptionist().tell(Receptionist.subscribe(InferenceProtocol.KEY, listings.getRef()));
            listings.fishForMessage(
                    Duration.ofSeconds(20),
                    listing ->
                            listing.getServiceInstances(InferenceProtocol.KEY).size() == 2
                                    ? FishingOutcomes.complete()
                                    : FishingOutcomes.continueAndIgnore());
            // Answered after the receptionist has told every subscriber: the worker has heard of the other one before
            // what follows.
            kit.system().receptionist().tell(Receptionist.find(InferenceProtocol.KEY, listings.getRef()));
            assertThat(listings.receiveMessage().getServiceInstances(InferenceProtocol.KEY))
                    .hasSize(2);

            first.tell(new InferenceProtocol.Infer(Requests.at(1L), LONG_MS, answers.getRef()));
            first.tell(new InferenceProtocol.Infer(Requests.at(2L), LONG_MS, answers.getRef()));
            breaks.letPass(1);

            List<InferenceProtocol.Answer> given = List.of(answers.receiveMessage(), answers.receiveMessage());
            assertThat(given)
                    .containsExactlyInAnyOrder(
                            new InferenceProtocol.Inferred(1L, BuiltInForecaster.forecast(Requests.at(1L))),
                            new InferenceProtocol.Inferred(2L, BuiltInForecaster.forecast(Requests.at(2L))));
        } finally {
            kit.shutdownTestKit();
        }
    }

    private WorkerParts parts(EngineSource source) {
        return new WorkerParts(
                () -> source,
                () -> ModelFolders.BUILT_IN,
                Optional.empty(),
                Requests.settings(256, 16),
                seen,
                NanoClock.SYSTEM,
                Duration.ofMinutes(1),
                lost::add);
    }

    @Test
    void shouldAnswerEveryAskerOfARefitWhenItIsAskedTwice() {
        ActorRef<InferenceProtocol.Command> worker = worker(new BuiltInEngine(), Requests.settings(256, 16));
        TestProbe<InferenceProtocol.Fitted> first = KIT.createTestProbe();
        TestProbe<InferenceProtocol.Fitted> second = KIT.createTestProbe();
        RouterFit fit = fit(144, 7L);

        worker.tell(new InferenceProtocol.Fit("BTC-USDT", fit, first.getRef()));
        worker.tell(new InferenceProtocol.Fit("BTC-USDT", fit, second.getRef()));

        InferenceProtocol.Fitted expected = new InferenceProtocol.Fitted(144, BicRouter.fit(fit.returns()));
        first.expectMessage(expected);
        second.expectMessage(expected);
        assertThat(expected.probabilities()).isPresent();
    }

    @Test
    void shouldAnswerUndefinedWhenARefitHasTooFewReturns() {
        ActorRef<InferenceProtocol.Command> worker = worker(new BuiltInEngine(), Requests.settings(256, 16));
        TestProbe<InferenceProtocol.Fitted> asked = KIT.createTestProbe();

        worker.tell(new InferenceProtocol.Fit("BTC-USDT", new RouterFit(1, new double[1]), asked.getRef()));

        asked.expectMessage(new InferenceProtocol.Fitted(1, Optional.empty()));
    }

    @Test
    void shouldLetForecastsPassBeforeRefitsButNotForEver() {
        GatedEngine engine = new GatedEngine();
        ActorRef<InferenceProtocol.Command> worker = worker(engine, Requests.settings(1, 64));
        TestProbe<Object> both = KIT.createTestProbe();
        int requests = 2 * WorkerRefits.BATCHES_PER_REFIT;

        LongStream.range(0, requests)
                .forEach(time -> worker.tell(new InferenceProtocol.Infer(
                        Requests.at(time), LONG_MS, both.getRef().narrow())));
        worker.tell(new InferenceProtocol.Fit("A", fit(128, 3L), both.getRef().narrow()));
        awaitBatches(engine, 1);
        TestProbe<InferenceProtocol.Answer> probe = KIT.createTestProbe();
        worker.tell(new InferenceProtocol.Infer(Requests.with(0, new double[0], 1.0), LONG_MS, probe.getRef()));
        probe.expectMessageClass(InferenceProtocol.Failed.class);
        engine.letPass(requests);

        List<Object> answers = both.receiveSeveralMessages(requests + 1);
        assertThat(answers.indexOf(answers.stream()
                        .filter(InferenceProtocol.Fitted.class::isInstance)
                        .findFirst()
                        .orElseThrow()))
                .isEqualTo(WorkerRefits.BATCHES_PER_REFIT);
    }

    @Test
    void shouldCloseTheEngineAfterItsBatchWhenTheWorkerStops() {
        GatedEngine engine = new GatedEngine();
        ActorRef<InferenceProtocol.Command> worker = worker(engine, Requests.settings(256, 16));

        ask(worker, 1L);
        awaitBatches(engine, 1);
        KIT.stop(worker);
        assertThat(engine.closed).isNotDone();
        engine.letPass(1);

        assertThat(engine.closed).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void shouldBeReachedThroughTheGroupRouterWhenItHasRegistered() {
        KIT.spawn(InferenceWorkers.worker(
                () -> new OneEngine(new BuiltInEngine()),
                () -> ModelFolders.BUILT_IN,
                Optional.empty(),
                Requests.settings(256, 16),
                InferenceMetrics.NONE,
                lost::add));
        ActorRef<InferenceProtocol.Command> router = KIT.spawn(InferenceWorkers.router());

        asker.awaitAssert(() -> {
            ask(router, 1L);
            return asker.expectMessageClass(InferenceProtocol.Inferred.class, Duration.ofMillis(200));
        });
    }

    private static RouterFit fit(long atReturn, long seed) {
        Random random = new Random(seed);
        return new RouterFit(atReturn, random.doubles(128, -0.01, 0.01).toArray());
    }
}
