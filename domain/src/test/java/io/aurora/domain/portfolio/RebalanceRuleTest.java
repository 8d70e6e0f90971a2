package io.aurora.domain.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aurora.domain.acceptance.AcceptanceState;
import io.aurora.domain.portfolio.RebalanceRule.Cause;
import io.aurora.domain.portfolio.RebalanceRule.Due;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RebalanceRuleTest {
    private static final RebalanceRule RULE = new RebalanceRule(24, 0.1, 0.001);
    private static final MemberState A = member("A", Histories.CALM, AcceptanceState.PASS, 0.75, 100);
    private static final MemberState B = member("B", Histories.CALM, AcceptanceState.DERISK, 0.5, 300);

    private static MemberState member(
            String symbol, MarketRegime regime, AcceptanceState state, double kappaPlus, long bars) {
        return new MemberState(symbol, Optional.of(regime), state, OptionalDouble.of(kappaPlus), bars);
    }

    private static Optional<Due> due(MemberState a, MemberState b) {
        return RULE.due(List.of(A, B), List.of(a, b));
    }

    private static Optional<Due> of(Cause cause, String symbol) {
        return Optional.of(new Due(cause, Optional.of(symbol)));
    }

    @Test
    void shouldBeDueAtTheStart() {
        assertThat(RULE.due(List.of(), List.of(A, B))).contains(new Due(Cause.START, Optional.empty()));
    }

    @Test
    void shouldWaitWhenNothingMovedFarEnough() {
        assertThat(due(A, B)).isEmpty();
    }

    @Test
    void shouldBeDueOnlyBeyondTheMoveOfKappaPlusAndNotAtIt() {
        RebalanceRule rule = new RebalanceRule(RULE.everyBars(), 0.125, RULE.cost());
        // both differences are exact in binary
        MemberState at = member("A", Histories.CALM, AcceptanceState.PASS, 0.625, 123);
        MemberState beyond = member("A", Histories.CALM, AcceptanceState.PASS, Math.nextDown(0.625), 123);

        assertThat(rule.due(List.of(A, B), List.of(at, B))).isEmpty();
        assertThat(rule.due(List.of(A, B), List.of(beyond, B))).isEqualTo(of(Cause.KAPPA_PLUS, "A"));
    }

    @Test
    void shouldNameTheCauseAndTheMemberWhenOneChanged() {
        MarketRegime trans = new MarketRegime(Histories.CALM.regime(), true);
        assertThat(due(A, member("B", Histories.WILD, AcceptanceState.DERISK, 0.5, 300)))
                .isEqualTo(of(Cause.REGIME, "B"));
        assertThat(due(member("A", trans, AcceptanceState.PASS, 0.75, 100), B)).isEqualTo(of(Cause.REGIME, "A"));
        assertThat(due(A, member("B", Histories.CALM, AcceptanceState.BLOCK, 0.5, 300)))
                .isEqualTo(of(Cause.STATE, "B"));
        assertThat(due(member("A", Histories.CALM, AcceptanceState.PASS, 0.625, 100), B))
                .isEqualTo(of(Cause.KAPPA_PLUS, "A"));
        assertThat(due(member("A", Histories.CALM, AcceptanceState.PASS, 0.875, 100), B))
                .isEqualTo(of(Cause.KAPPA_PLUS, "A"));
        assertThat(due(A, member("B", Histories.CALM, AcceptanceState.DERISK, 0.5, 323)))
                .isEmpty();
        assertThat(due(A, member("B", Histories.CALM, AcceptanceState.DERISK, 0.5, 324)))
                .isEqualTo(of(Cause.BARS, "B"));
    }

    @Test
    void shouldNameTheStrongestCauseWhenSeveralApply() {
        assertThat(due(
                        member("A", Histories.CALM, AcceptanceState.PASS, 0.25, 200),
                        member("B", Histories.WILD, AcceptanceState.BLOCK, 0.0, 400)))
                .isEqualTo(of(Cause.REGIME, "B"));
    }

    @Test
    void shouldNotCountAKappaPlusThatCameOrWentAsAMove() {
        MemberState before = new MemberState("A", A.regime(), A.state(), OptionalDouble.empty(), 100);

        assertThat(RULE.due(List.of(before), List.of(A))).isEmpty();
        assertThat(RULE.due(List.of(A), List.of(before))).isEmpty();
    }

    @Test
    void shouldKeepWeightsWhenMovingCostsAtLeastWhatItGains() {
        assertThat(RULE.keeps(0.5, 0.0005)).isTrue();
        assertThat(RULE.keeps(0.5, 0.00051)).isFalse();
        assertThat(RULE.keeps(0.0, 0.0)).isTrue();
        assertThat(new RebalanceRule(1, 0.1, 0.0).keeps(2.0, 1e-9)).isFalse();
    }

    @Test
    void shouldRefuseARuleThatCannotBeMeant() {
        assertThatThrownBy(() -> new RebalanceRule(0, 0.1, 0.0)).hasMessage("must be >= 1: every_bars=0");
        assertThatThrownBy(() -> new RebalanceRule(1, 0.0, 0.0)).hasMessage("must be > 0: kappa_move=0.0");
        assertThatThrownBy(() -> new RebalanceRule(1, 0.1, -1.0)).hasMessage("must be >= 0: cost=-1.0");
        assertThatThrownBy(() -> RULE.due(List.of(A), List.of(A, B)))
                .hasMessage("must be the same members: then=1, now=2");
    }
}
