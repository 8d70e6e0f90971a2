package io.aurora.http.wire;

import java.time.Instant;
import java.util.List;

/** Bodies about baskets. Returns are per bar, losses positive. */
public final class BasketBody {
    private BasketBody() {}

    /** All baskets, by name. */
    public record Many(int count, List<One> baskets) {}

    /**
     * A basket.
     *
     * @param name its name
     * @param members its symbols with their weights
     * @param rule when it is optimised anew and when its weights move
     * @param figures what is known of the weights; null without weights
     * @param optimised when and why it was last optimised, moved or not; null without weights
     * @param rebalanced when and why its weights last moved; null without weights
     * @param trouble why there are no weights, or why the last attempt came to nothing; null otherwise
     */
    public record One(
            String name,
            List<Member> members,
            Rule rule,
            Figures figures,
            Occasion optimised,
            Occasion rebalanced,
            String trouble) {}

    /** A member; {@code weight} is null before there are weights. */
    public record Member(String symbol, Double weight) {}

    /** The rule as it is set. */
    public record Rule(int everyBars, double kappaMove, double cost) {}

    /**
     * When and why.
     *
     * @param at when
     * @param cause {@code start}, {@code regime}, {@code state}, {@code kappa_plus} or {@code bars}
     * @param symbol the member that caused it; null at the start
     */
    public record Occasion(Instant at, String cause, String symbol) {}

    /**
     * What is known of the weights, under the scenarios they were last optimised for.
     *
     * @param status how the solver ended, as of a portfolio
     * @param valueAtRisk loss at the tail's edge
     * @param expectedShortfall mean loss of the tail
     * @param worstCaseShortfall the same in the worst law within eps
     * @param norm euclidean norm of the weights
     * @param objective what is minimised, of these weights
     * @param dualBound what no portfolio can be below
     * @param relativeGap objective less bound, relative; of weights that were kept, what keeping them costs at most
     * @param certified whether the certificate passed a check that shares no code with the solver
     * @param eps radius in units of return
     * @param scenarios how many
     * @param draw where they come from
     * @param kept whether the earlier weights stayed
     * @param turnover sum of changes that the optimum asked for; null without earlier weights
     * @param gain fall of the objective that it offered; null without earlier weights
     */
    public record Figures(
            String status,
            double valueAtRisk,
            double expectedShortfall,
            double worstCaseShortfall,
            double norm,
            double objective,
            Double dualBound,
            Double relativeGap,
            boolean certified,
            double eps,
            int scenarios,
            PortfolioBody.Draw draw,
            boolean kept,
            Double turnover,
            Double gain) {}

    /**
     * A symbol's part in a basket, served with its decision; no part of what is certified of the symbol.
     *
     * @param basket its name
     * @param weight of the symbol
     * @param worstCaseShortfall of the basket
     * @param certified whether the basket's certificate passed its check
     * @param rebalancedAt when its weights last moved
     */
    public record Holding(
            String basket, double weight, double worstCaseShortfall, boolean certified, Instant rebalancedAt) {}
}
