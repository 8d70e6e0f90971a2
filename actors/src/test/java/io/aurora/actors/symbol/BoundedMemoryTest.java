package io.aurora.actors.symbol;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestInbox;
import io.aurora.actors.protocol.SymbolProtocol.BarReply;
import io.aurora.actors.protocol.SymbolProtocol.OfferBar;
import io.aurora.actors.protocol.SymbolProtocol.ReadAfter;
import io.aurora.actors.protocol.SymbolProtocol.ReadReply;
import io.aurora.actors.protocol.SymbolProtocol.Unknown;
import io.aurora.domain.inference.RouterFit;
import io.aurora.domain.regime.RegimeProbabilities;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an entity keeps beside its state, and that it stays small. */
class BoundedMemoryTest {
    private final TestInbox<ReadReply> readers = TestInbox.create();

    private static RouterFit fit(long atReturn, double last) {
        return new RouterFit(atReturn, new double[] {0.1, last});
    }

    @Test
    void shouldFindARefitByItsReturnsAndUseItOnce() {
        FitCache fits = new FitCache();
        Optional<RegimeProbabilities> probabilities = Optional.of(new RegimeProbabilities(0.2, 0.3, 0.5));

        assertThat(fits.ask(fit(128, 0.2))).isTrue();
        assertThat(fits.ask(fit(128, 0.2))).as("on its way already").isFalse();
        fits.fitted(fit(128, 0.2), probabilities);
        assertThat(fits.ask(fit(128, 0.2))).as("known already").isFalse();

        assertThat(fits.has(fit(128, 0.3))).as("the same place after a reset").isFalse();
        assertThat(fits.use(fit(128, 0.2))).isEqualTo(probabilities);
        assertThat(fits.has(fit(128, 0.2))).isFalse();
    }

    @Test
    void shouldAskAgainWhenARefitFailed() {
        FitCache fits = new FitCache();
        fits.ask(fit(128, 0.2));

        fits.failed(fit(128, 0.2));

        assertThat(fits.ask(fit(128, 0.2))).isTrue();
    }

    @Test
    void shouldDropTheOldestRefitWhenThereAreMany() {
        FitCache fits = new FitCache();
        for (int i = 0; i < 5; i++) {
            fits.fitted(fit(i, 0.2), Optional.empty());
        }

        assertThat(fits.has(fit(0, 0.2))).isFalse();
        assertThat(fits.has(fit(1, 0.2))).isTrue();
        assertThat(fits.has(fit(4, 0.2))).isTrue();
    }

    @Test
    void shouldTurnAwayLongPollsWhenTooManyWait() {
        Waiters waiters = new Waiters();
        for (int i = 0; i < Waiters.LIMIT; i++) {
            assertThat(waiters.add(new ReadAfter(i, 1L, readers.getRef()))).isPresent();
        }

        assertThat(waiters.add(new ReadAfter(0L, 1L, readers.getRef()))).isEmpty();
        waiters.advanced(10L, Unknown::new);
        assertThat(readers.getAllReceived()).as("those that waited for 1 to 10").hasSize(10);
        waiters.drain(Unknown::new);
        assertThat(readers.getAllReceived()).hasSize(Waiters.LIMIT - 10);
    }

    @Test
    void shouldKeepTheOrderOfWaitingBarsAndRefuseMoreThanTheLimit() {
        TestInbox<BarReply> replies = TestInbox.create();
        List<OfferBar> bars = TestBars.offers("BTC-USDT", 15L, 3).stream()
                .map(offer -> new OfferBar(offer, replies.getRef()))
                .toList();
        WaitingBars waiting = new WaitingBars(2);

        assertThat(waiting.add(bars.get(0))).isTrue();
        assertThat(waiting.add(bars.get(1))).isTrue();
        assertThat(waiting.add(bars.get(2))).isFalse();

        assertThat(waiting.poll()).contains(bars.get(0));
        List<OfferBar> rest = new ArrayList<>();
        waiting.drain(rest::add);
        assertThat(rest).containsExactly(bars.get(1));
        assertThat(waiting.isEmpty()).isTrue();
    }
}
