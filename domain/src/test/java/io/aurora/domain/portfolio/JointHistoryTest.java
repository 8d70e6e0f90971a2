package io.aurora.domain.portfolio;

import static io.aurora.domain.portfolio.Histories.CALM;
import static io.aurora.domain.portfolio.Histories.WILD;
import static io.aurora.domain.portfolio.Histories.bar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aurora.domain.regime.Regime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class JointHistoryTest {
    private static final Optional<MarketRegime> NONE = Optional.empty();

    @Test
    void shouldSpanABarThatOneSymbolLacks() {
        JointHistory history = JointHistory.of(List.of(
                List.of(bar(0, 100, NONE), bar(1, 110, NONE), bar(2, 121, NONE)),
                List.of(bar(0, 50, NONE), bar(2, 60, NONE), bar(3, 70, NONE))));

        assertThat(history.bars()).isEqualTo(2);
        assertThat(history.returns()).isEqualTo(1);
        assertThat(history.simpleReturns(0)).containsExactly(new double[] {0.21, 0.2}, within(1e-15));
        assertThat(history.logReturns(0)).containsExactly(new double[] {StrictMath.log(1.21)}, within(1e-15));
    }

    @Test
    void shouldHaveNoReturnsWhenNothingIsCommon() {
        JointHistory history = JointHistory.of(List.of(List.of(bar(0, 100, NONE)), List.of()));

        assertThat(history.bars()).isZero();
        assertThat(history.returns()).isZero();
        assertThat(history.logReturns(0)).isEmpty();
    }

    @Test
    void shouldTakeTheRegimeOfMostAndTheTransitionOfAny() {
        Optional<MarketRegime> arma = Optional.of(new MarketRegime(Regime.ARMA, false));

        assertThat(MarketRegime.joint(List.of(arma, arma, Optional.of(WILD))))
                .contains(new MarketRegime(Regime.ARMA, true));
        assertThat(MarketRegime.joint(List.of(arma, Optional.of(CALM)))).contains(CALM);
        assertThat(MarketRegime.joint(List.of(arma, NONE))).isEmpty();
        assertThat(MarketRegime.joint(List.of())).isEmpty();
    }

    @Test
    void shouldRefuseBarsThatNobodyDecidedOn() {
        assertThatThrownBy(() -> bar(0, 0.0, NONE)).hasMessage("must be > 0: close=0.0");
        assertThatThrownBy(() -> new RecordedBar(0, 1.0, NONE, OptionalDouble.of(-1.0)))
                .hasMessage("must be >= 0: score=-1.0");
        assertThatThrownBy(() -> JointHistory.of(List.of())).hasMessage("must be >= 1: symbols=0");
    }
}
