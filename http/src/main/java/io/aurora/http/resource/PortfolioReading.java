package io.aurora.http.resource;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.config.OfflineSettings;
import io.aurora.domain.risk.Penalty;
import io.aurora.domain.risk.Scenarios;
import io.aurora.http.edge.Call;
import io.aurora.http.edge.JsonFields;
import io.aurora.http.edge.Problem;
import io.aurora.http.edge.ProblemException;
import io.aurora.http.edge.ProblemKind;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;

/** Reads what portfolio is asked for. What the body leaves out comes from the settings. */
final class PortfolioReading {
    private static final Set<String> FIELDS = Set.of(
            "symbols",
            "count",
            "seed",
            "scenarios",
            "assets",
            "alpha",
            "lo",
            "hi",
            "norm",
            "penalty",
            "eps",
            "eps_base",
            "previous",
            "curve",
            "with_scenarios");
    private static final double MOST_SEED = 9_007_199_254_740_991.0;
    private static final int NAME_CHARS = 64;
    private static final double PLAIN_BASE = 0.1;
    private static final double WASSERSTEIN_BASE = 0.02;
    private static final double LEAST_ALPHA = 1e-6;
    private static final double MOST_ALPHA = 0.5;
    private static final double MOST_WEIGHT = 1e6;

    private final JsonFields fields;
    private final OfflineSettings.Dro settings;

    /**
     * What is asked.
     *
     * @param assets names of symbols, or of the columns of {@code rows}
     * @param rows scenarios of the body; absent where they are to come from the symbols' records
     * @param count scenarios to draw from what the symbols have recorded
     * @param seed of the draw; absent where the newest common bar is to give it
     * @param terms all but the scenarios
     * @param previous weights to start from
     * @param grid radii of the curve, in mean absolute returns
     * @param curve whether the curve is asked for as well
     * @param withScenarios whether the rows are to be shown
     */
    record Asked(
            List<String> assets,
            Optional<double[][]> rows,
            int count,
            OptionalLong seed,
            Terms terms,
            Optional<double[]> previous,
            List<Double> grid,
            boolean curve,
            boolean withScenarios) {}

    /**
     * The problem but its scenarios.
     *
     * @param eps radius in units of return, absent where {@code epsBase} sets it
     * @param epsBase radius in mean absolute returns
     */
    record Terms(
            double alpha, double[] lo, double[] hi, double norm, Penalty penalty, OptionalDouble eps, double epsBase) {}

    private PortfolioReading(JsonNode body, OfflineSettings.Dro settings) {
        this.fields = new JsonFields(body, FIELDS);
        this.settings = settings;
    }

    static Asked of(JsonNode body, OfflineSettings.Dro settings) {
        return new PortfolioReading(body, settings).read();
    }

    private Asked read() {
        Optional<List<JsonNode>> symbols = fields.array("symbols");
        Optional<List<JsonNode>> rows = fields.array("scenarios");
        if (symbols.isPresent() == rows.isPresent()) {
            throw Problem.field(
                            ProblemKind.BAD_FIELD,
                            "exactly one of symbols and scenarios must be given",
                            "symbols",
                            null)
                    .exception();
        }
        Optional<double[][]> matrix = rows.map(ScenarioReading::matrix);
        List<String> assets = symbols.isPresent() ? symbols(symbols.get()) : columns(matrix.orElseThrow()[0].length);
        Optional<double[]> previous = fields.numbers("previous");
        previous.ifPresent(weights -> perAsset("previous", weights, assets.size()));
        return new Asked(
                assets,
                matrix,
                count(symbols.isPresent()),
                seed(symbols.isPresent()),
                terms(assets.size()),
                previous,
                settings.epsGrid(),
                fields.optionalFlag("curve"),
                fields.optionalFlag("with_scenarios"));
    }

    private List<String> symbols(List<JsonNode> names) {
        if (fields.any("assets").isPresent()) {
            throw refused("out_of_range", "must be left out where symbols name the columns", "assets", null);
        }
        List<String> out = names.stream()
                .map(name -> Call.symbol("symbols", name.asText()))
                .toList();
        requireNames("symbols", out, out.size());
        return out;
    }

    private List<String> columns(int assets) {
        List<String> names = fields.array("assets")
                .map(given -> given.stream().map(JsonNode::asText).toList())
                .orElseGet(
                        () -> IntStream.range(0, assets).mapToObj(j -> "x" + j).toList());
        requireNames("assets", names, assets);
        return names;
    }

    private static void requireNames(String field, List<String> names, int assets) {
        boolean named = names.stream().allMatch(name -> !name.isBlank() && name.length() <= NAME_CHARS);
        if (names.isEmpty()
                || names.size() != assets
                || assets > Scenarios.MAX_ASSETS
                || !named
                || new HashSet<>(names).size() != names.size()) {
            throw refused(
                    "out_of_range",
                    "must be 1 to " + Scenarios.MAX_ASSETS + " different names, one per asset",
                    field,
                    names.toString());
        }
    }

    private int count(boolean ofSymbols) {
        return (int) ofSymbols(ofSymbols, "count", 2, OfflineSettings.Draw.MOST_SCENARIOS)
                .orElse(settings.draw().scenarios());
    }

    private OptionalLong seed(boolean ofSymbols) {
        OptionalDouble seed = ofSymbols(ofSymbols, "seed", 0.0, MOST_SEED);
        return seed.isPresent() ? OptionalLong.of((long) seed.getAsDouble()) : OptionalLong.empty();
    }

    /** A whole number that only a portfolio of symbols has. */
    private OptionalDouble ofSymbols(boolean ofSymbols, String name, double low, double high) {
        if (!ofSymbols && fields.any(name).isPresent()) {
            throw refused("out_of_range", "must be left out where scenarios are given", name, null);
        }
        OptionalDouble value = fields.optionalNumber(name);
        if (value.isPresent()
                && !(value.getAsDouble() >= low
                        && value.getAsDouble() <= high
                        && value.getAsDouble() == Math.rint(value.getAsDouble()))) {
            throw refused(
                    "out_of_range",
                    String.format(Locale.ROOT, "must be a whole number in [%.0f, %.0f]", low, high),
                    name,
                    Double.toString(value.getAsDouble()));
        }
        return value;
    }

    private Terms terms(int assets) {
        Penalty usual = Penalty.valueOf(settings.penalty().name());
        Penalty penalty = penalty(usual);
        double base = penalty == usual ? settings.epsBase() : penalty == Penalty.PLAIN ? PLAIN_BASE : WASSERSTEIN_BASE;
        OptionalDouble eps = fields.optionalNumber("eps");
        if (eps.isPresent() && fields.any("eps_base").isPresent()) {
            throw refused("out_of_range", "must be left out where eps is given", "eps_base", null);
        }
        return new Terms(
                number("alpha", settings.alpha(), LEAST_ALPHA, MOST_ALPHA),
                bound("lo", settings.bounds().lo(), assets),
                bound("hi", settings.bounds().hi(), assets),
                number("norm", settings.bounds().norm(), Double.MIN_NORMAL, MOST_WEIGHT),
                penalty,
                eps.isPresent() ? OptionalDouble.of(number("eps", 0.0, 0.0, MOST_WEIGHT)) : eps,
                number("eps_base", base, 0.0, MOST_WEIGHT));
    }

    private Penalty penalty(Penalty usual) {
        Optional<String> name = fields.optionalText("penalty", NAME_CHARS);
        if (name.isEmpty()) {
            return usual;
        }
        return Arrays.stream(Penalty.values())
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(name.get()))
                .findFirst()
                .orElseThrow(() -> refused("out_of_range", "must be wasserstein or plain", "penalty", name.get()));
    }

    private double number(String name, double usual, double low, double high) {
        double value = fields.optionalNumber(name).orElse(usual);
        if (!(value >= low && value <= high)) {
            throw refused("out_of_range", "must be in [" + low + ", " + high + "]", name, Double.toString(value));
        }
        return value;
    }

    /** One number for all assets, or one for each. */
    private double[] bound(String name, double usual, int assets) {
        Optional<JsonNode> given = fields.any(name);
        if (given.isPresent() && given.get().isArray()) {
            return perAsset(name, fields.numbers(name).orElseThrow(), assets);
        }
        double[] out = new double[assets];
        Arrays.fill(out, number(name, usual, -MOST_WEIGHT, MOST_WEIGHT));
        return out;
    }

    private static double[] perAsset(String name, double[] values, int assets) {
        if (values.length != assets) {
            throw refused("out_of_range", "must have one number per asset, " + assets, name, "" + values.length);
        }
        for (int j = 0; j < assets; j++) {
            if (!(Math.abs(values[j]) <= MOST_WEIGHT)) {
                throw refused(
                        "out_of_range", "must be in [-1e6, 1e6]", name + "[" + j + "]", Double.toString(values[j]));
            }
        }
        return values;
    }

    static ProblemException refused(String reason, String rule, String field, String value) {
        return Problem.refusedField(ProblemKind.PORTFOLIO_REFUSED, reason, rule, field, value)
                .exception();
    }
}
