package io.aurora.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurora.domain.portfolio.RebalanceRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BasketsTest {
    @TempDir
    Path folder;

    private Sources sources;

    @BeforeEach
    void open() {
        sources = new Sources(folder);
    }

    @Test
    void shouldHaveNoBasketWhenNothingIsSaid() {
        assertThat(AuroraSettings.defaults().baskets()).isEmpty();
    }

    @Test
    void shouldTakeFromTheDefaultsWhatABasketDoesNotSay() {
        Map<String, BasketSettings> baskets = AuroraSettings.load(sources.config(
                        "aurora.baskets {",
                        "  defaults.cost = 0.001",
                        "  core { symbols = [BTC, ETH], every_bars = 6 }",
                        "  all_of-it { symbols = [A, B.C, D], kappa_move = 0.2 }",
                        "}"))
                .baskets();

        assertThat(baskets)
                .containsOnly(
                        Map.entry(
                                "core",
                                new BasketSettings("core", List.of("BTC", "ETH"), new RebalanceRule(6, 0.1, 0.001))),
                        Map.entry(
                                "all_of-it",
                                new BasketSettings(
                                        "all_of-it", List.of("A", "B.C", "D"), new RebalanceRule(24, 0.2, 0.001))));
    }

    @Test
    void shouldSetABasketFromTheCommandLine() {
        assertThat(AuroraSettings.load(LoadOptions.defaults()
                                .withOverrides(List.of("baskets.core.symbols=[BTC, ETH]", "baskets.core.every_bars=3")))
                        .baskets()
                        .get("core")
                        .rule()
                        .everyBars())
                .isEqualTo(3);
    }

    @Test
    void shouldNameWhatIsWrongWithABasket() {
        assertThat(sources.refusal(sources.config(
                        "aurora.baskets {",
                        "  none {}",
                        "  one { symbols = [A] }",
                        "  twice { symbols = [A, A] }",
                        "  bad { symbols = [A, \"B/C\"] }",
                        "  never { symbols = [A, B], every_bars = 0 }",
                        "  free { symbols = [A, B], cost = -1 }",
                        "  \"a b\" { symbols = [A, B] }",
                        "}")))
                .satisfiesExactlyInAnyOrder(
                        none -> assertThat(none).contains("must name at least one: aurora.baskets.none.symbols=[]"),
                        one -> assertThat(one).contains("weights within dro.bounds can sum to 1: symbols=1"),
                        twice -> assertThat(twice).contains("must differ: aurora.baskets.twice.symbols=[A, A]"),
                        bad -> assertThat(bad).contains("must match").contains("aurora.baskets.bad.symbols=B/C"),
                        never -> assertThat(never).contains("must be >= 1: aurora.baskets.never.every_bars=0"),
                        free -> assertThat(free).contains("must be >= 0: aurora.baskets.free.cost=-1.0"),
                        name -> assertThat(name).contains("must match").contains("basket=a b"));
        assertThat(sources.refusal(sources.config("aurora.baskets.core { symbols = [A, B], evry_bars = 3 }")))
                .singleElement()
                .asString()
                .contains("unknown setting: aurora.baskets.core.evry_bars")
                .contains("did you mean");
        assertThat(
                        sources.refusal(
                                sources.config(
                                        "aurora { symbols { auto_create = off, BTC {} }, feed.kind = none, baskets.core.symbols = [BTC, BTD] }")))
                .singleElement()
                .asString()
                .contains("must be declared where symbols.auto_create is off: aurora.baskets.core.symbols=BTD");
    }

    @Test
    void shouldTakeBoundsThatMeetTheBudgetWithinTheirRoundingAsTheSolverDoes() {
        List<String> names = IntStream.range(0, 49).mapToObj(i -> "S" + i).toList();
        AuroraSettings settings = AuroraSettings.load(LoadOptions.defaults()
                .withOverrides(List.of(
                        "profiles.default.dro.bounds.hi=" + 1.0 / 49,
                        "baskets.core.symbols=[" + String.join(", ", names) + "]")));

        assertThat(settings.baskets().get("core").symbols()).hasSize(49);
    }

    @Test
    void shouldRefuseToAskForMoreBarsOfTheRegimeThanAreLookedAt() {
        assertThat(sources.refusal(sources.config("aurora.profiles.default.dro.draw { history_bars = 50 }")))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one)
                        .contains("least_bars must be < history_bars: aurora.profiles.default.dro.draw.least_bars=100, "
                                + "aurora.profiles.default.dro.draw.history_bars=50"));
    }

    @Test
    void shouldNameWhatIsWrongWithABasketBesideWhateverElseIsWrong() {
        assertThat(
                        sources.refusal(
                                sources.config(
                                        "aurora { http.port = -1, baskets.one.symbols = [A], baskets.two { symbols = [A, B], cost = -1 } }")))
                .satisfiesExactlyInAnyOrder(
                        port -> assertThat(port).contains("aurora.http.port=-1"),
                        one -> assertThat(one).contains("weights within dro.bounds can sum to 1: symbols=1"),
                        two -> assertThat(two).contains("must be >= 0: aurora.baskets.two.cost=-1.0"));
    }
}
