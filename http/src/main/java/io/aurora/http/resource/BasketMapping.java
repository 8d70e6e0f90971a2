package io.aurora.http.resource;

import io.aurora.actors.basket.BasketView;
import io.aurora.actors.basket.Baskets;
import io.aurora.domain.portfolio.BasketWeights;
import io.aurora.domain.portfolio.RebalanceRule;
import io.aurora.http.wire.BasketBody;
import io.aurora.http.wire.PortfolioBody;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Baskets in the words of the front. */
final class BasketMapping {
    private BasketMapping() {}

    static BasketBody.One basket(BasketView view) {
        RebalanceRule rule = view.rule();
        return new BasketBody.One(
                view.name(),
                members(view),
                new BasketBody.Rule(rule.everyBars(), rule.kappaMove(), rule.cost()),
                view.standing().map(one -> figures(one.weights())).orElse(null),
                view.standing().map(one -> occasion(one.optimised())).orElse(null),
                view.standing().map(one -> occasion(one.rebalanced())).orElse(null),
                view.trouble().orElse(null));
    }

    private static List<BasketBody.Member> members(BasketView view) {
        List<BasketBody.Member> members = new ArrayList<>();
        for (int i = 0; i < view.symbols().size(); i++) {
            int at = i;
            Double weight =
                    view.standing().map(one -> one.weights().weights().get(at)).orElse(null);
            members.add(new BasketBody.Member(view.symbols().get(i), weight));
        }
        return members;
    }

    private static BasketBody.Occasion occasion(BasketView.Occasion occasion) {
        return new BasketBody.Occasion(
                Instant.ofEpochMilli(occasion.atMs()),
                code(occasion.due().cause()),
                occasion.due().symbol().orElse(null));
    }

    private static BasketBody.Figures figures(BasketWeights weights) {
        return new BasketBody.Figures(
                code(weights.status()),
                weights.risk().valueAtRisk(),
                weights.risk().expectedShortfall(),
                weights.risk().worstCaseShortfall(),
                weights.risk().norm(),
                weights.risk().objective(),
                StateMapping.finite(weights.dualBound()),
                StateMapping.finite(weights.relativeGap()),
                weights.certified(),
                weights.eps(),
                weights.drawn().scenarios(),
                draw(weights.drawn()),
                weights.kept(),
                weights.turnover().orElse(null),
                weights.gain().orElse(null));
    }

    static PortfolioBody.Draw draw(BasketWeights.Drawn drawn) {
        return new PortfolioBody.Draw(
                drawn.seed(),
                drawn.regime().map(one -> one.regime().name()).orElse(null),
                drawn.regime().map(one -> one.trans()).orElse(null),
                drawn.barsInRegime(),
                drawn.barsKnown(),
                drawn.fallback().map(BasketMapping::code).orElse(null));
    }

    static List<BasketBody.Holding> holdings(List<Baskets.Holding> holdings) {
        return holdings.stream()
                .map(one -> new BasketBody.Holding(
                        one.basket(),
                        one.weight(),
                        one.standing().weights().risk().worstCaseShortfall(),
                        one.standing().weights().certified(),
                        Instant.ofEpochMilli(one.standing().rebalanced().atMs())))
                .toList();
    }

    private static String code(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
