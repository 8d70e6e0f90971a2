package io.aurora.actors.symbol;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorRef;
import io.aurora.actors.protocol.SymbolProtocol.Command;
import io.aurora.domain.inference.DecayingLaw;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.inference.ModelIds;
import io.aurora.domain.symbol.Offer;
import io.aurora.domain.symbol.SymbolView;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A symbol on a slow model that was away for longer than it may take to rerun the bars without it. */
class SymbolCatchUpTest {
    private static final String SYMBOL = "BTC-USDT";
    private static final int WARM = 70;
    private static final int AWAY = 100;
    private static final int BARS = WARM + AWAY + 30;

    private final SymbolBench bench = new SymbolBench(new FakeInference(DecayingLaw::of));
    private final List<Offer> offers = TestBars.offers(SYMBOL, 6L, BARS);

    @AfterEach
    void close() {
        bench.close();
    }

    private static InferenceResult inference(SymbolView view) {
        return view.last().orElseThrow().inputs().inference().orElseThrow();
    }

    @Test
    void shouldForecastByTheModelAgainWhenRerunningTheBarsWithoutItTakesLongerThanTheDeadline() {
        bench.models = new ModelIds("a".repeat(64), "b".repeat(64));
        bench.deadline = Duration.ofMillis(10 * FakeInference.STEP_MS);
        ActorRef<Command> steady = bench.spawn("ETH-USDT");
        List<Offer> same = TestBars.offers("ETH-USDT", 6L, BARS);
        bench.decideAll(steady, same.subList(0, WARM + AWAY));
        ActorRef<Command> actor = bench.spawn(SYMBOL);
        bench.decideAll(actor, offers.subList(0, WARM));
        bench.inference.mood = FakeInference.Mood.BUSY;
        bench.decideAll(actor, offers.subList(WARM, WARM + AWAY));

        bench.inference.mood = FakeInference.Mood.SLOW;
        int next = WARM + AWAY;
        InferenceResult again;
        InferenceResult expected;
        do {
            again = inference(bench.decide(actor, offers.get(next)));
            expected = inference(bench.decide(steady, same.get(next)));
            next++;
        } while (again.fallback().isPresent() && next < BARS);

        assertThat(again.fallback()).isEmpty();
        assertThat(expected.fallback()).isEmpty();
        assertThat(again.yhat()).isEqualTo(expected.yhat());
    }
}
