package io.aurora.http;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.actors.basket.BasketView;
import io.aurora.domain.portfolio.BasketWeights;
import io.aurora.domain.portfolio.MarketRegime;
import io.aurora.domain.portfolio.RebalanceRule;
import io.aurora.domain.regime.Regime;
import io.aurora.domain.risk.DroSolution;
import io.aurora.domain.risk.PortfolioRisk;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BasketsRouteTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final long MOVED_MS = Instant.parse("2024-03-01T00:00:00Z").toEpochMilli();

    private Front front;

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @BeforeEach
    void start() {
        front = new Front(KIT);
        front.warm("A", 3);
        front.warm("C", 3);
        BasketWeights weights = new BasketWeights(
                List.of(0.625, 0.375),
                DroSolution.Status.OPTIMAL,
                new PortfolioRisk(0.01, 0.015, 0.016, 0.7, 0.016),
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                true,
                2e-4,
                new BasketWeights.Drawn(
                        512, 9L, Optional.of(new MarketRegime(Regime.GARCH, true)), 300, 4_095, Optional.empty()),
                Optional.of(0.3),
                Optional.of(1e-5),
                true);
        BasketView.Standing standing = new BasketView.Standing(
                weights,
                new BasketView.Occasion(
                        MOVED_MS + 1_000, new RebalanceRule.Due(RebalanceRule.Cause.KAPPA_PLUS, Optional.of("B"))),
                new BasketView.Occasion(MOVED_MS, new RebalanceRule.Due(RebalanceRule.Cause.START, Optional.empty())));
        RebalanceRule rule = new RebalanceRule(24, 0.1, 0.0005);
        front.baskets.add(new BasketView("core", List.of("A", "B"), rule, Optional.of(standing), Optional.empty()));
        front.baskets.add(new BasketView("new", List.of("A", "C"), rule, Optional.empty(), Optional.of("not_heard")));
    }

    @Test
    void shouldShowTheBasketsWeightsWithAMembersForecast() {
        JsonNode member =
                front.json(Front.post("/predict", "{\"symbol\":\"A\"}")).body();
        JsonNode none = front.json(Front.post("/predict", "{\"symbol\":\"C\"}")).body();

        assertThat(member.get("weights").toString()).isEqualTo("[0.625,0.375]");
        assertThat(none.get("weights")).isEmpty();
    }

    @Test
    void shouldShowEveryBasketWithItsWeightsAndWhyTheyAreWhatTheyAre() {
        JsonNode all = front.get("/baskets").body();
        JsonNode core = front.get("/baskets/core").body();

        assertThat(all.get("count").intValue()).isEqualTo(2);
        assertThat(all.get("baskets").get(0)).isEqualTo(core);
        assertThat(core.get("members").toString())
                .isEqualTo("[{\"symbol\":\"A\",\"weight\":0.625},{\"symbol\":\"B\",\"weight\":0.375}]");
        assertThat(core.at("/optimised/cause").asText()).isEqualTo("kappa_plus");
        assertThat(core.at("/optimised/symbol").asText()).isEqualTo("B");
        assertThat(core.at("/rebalanced/cause").asText()).isEqualTo("start");
        assertThat(core.at("/rebalanced/at").asText()).isEqualTo("2024-03-01T00:00:00Z");
        assertThat(core.at("/figures/worst_case_shortfall").doubleValue()).isEqualTo(0.016);
        assertThat(core.at("/figures/dual_bound").isNull()).isTrue();
        assertThat(core.at("/figures/relative_gap").isNull()).isTrue();
        assertThat(core.at("/figures/kept").booleanValue()).isTrue();
        assertThat(core.at("/figures/draw/regime").asText()).isEqualTo("GARCH");
        assertThat(core.at("/figures/draw/seed").longValue()).isEqualTo(9L);
        assertThat(core.at("/rule/every_bars").intValue()).isEqualTo(24);
        JsonNode waiting = front.get("/baskets/new").body();
        assertThat(waiting.get("trouble").asText()).isEqualTo("not_heard");
        assertThat(waiting.get("figures").isNull()).isTrue();
        assertThat(waiting.at("/members/0/weight").isNull()).isTrue();
    }

    @Test
    void shouldServeAMembersWeightWithItsDecision() {
        JsonNode state = front.get("/symbols/A/state").body();
        JsonNode many = front.get("/symbols/state?s=A,C").body();
        JsonNode posted = front.json(Front.post("/symbols/A/bars", Front.bar(Instant.parse(Front.START), 100.0)))
                .body();

        assertThat(state.get("baskets").toString())
                .isEqualTo("[{\"basket\":\"core\",\"weight\":0.625,\"worst_case_shortfall\":0.016,\"certified\":true,"
                        + "\"rebalanced_at\":\"2024-03-01T00:00:00Z\"}]");
        assertThat(many.at("/symbols/0/baskets")).isEqualTo(state.get("baskets"));
        assertThat(many.at("/symbols/1/baskets")).isEmpty();
        assertThat(posted.at("/decision/baskets")).as(posted.toString()).isEqualTo(state.get("baskets"));
    }

    @Test
    void shouldNotSpeakOfBasketsWithoutAMajorityOrOfUnknownOnes() {
        assertThat(front.get("/baskets/other").body().get("type").asText())
                .isEqualTo("urn:aurora:problem:unknown_basket");
        front.reachable = false;
        assertThat(front.get("/baskets").status()).isEqualTo(503);
        assertThat(front.get("/baskets/core").status()).isEqualTo(503);
    }
}
