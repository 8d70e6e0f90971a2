package io.aurora.config;

import io.aurora.domain.market.SymbolSpec;
import io.aurora.domain.risk.PortfolioBounds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Builds the baskets, each with what it does not say itself taken from the defaults. */
final class BasketsBuilder {
    private static final String DEFAULTS = "defaults";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,32}");

    private final Binder binder;
    private final List<Problem> problems;

    /** @param problems what is wrong is added here */
    BasketsBuilder(Binder binder, List<Problem> problems) {
        this.binder = binder;
        this.problems = problems;
    }

    /**
     * The baskets; what is wrong with one is said whatever else is wrong.
     *
     * @param names names of the list, the defaults' included
     * @param symbols which symbols there may be; absent where they cannot be read: members are not held against them
     * @param bounds what weights are held within; likewise
     */
    SortedMap<String, BasketSettings> build(
            SortedSet<String> names, Optional<SymbolsSettings> symbols, Optional<OfflineSettings.Bounds> bounds) {
        SortedMap<String, BasketSettings> baskets = new TreeMap<>();
        for (String name : names) {
            List<String> section = List.of(Schema.BASKETS, name);
            if (!NAME.matcher(name).matches()) {
                refuse(section, "must match " + NAME + ": basket=" + name);
                continue;
            }
            Optional<BasketForm> form = binder.bind(section, BasketForm.class, Map.of());
            if (form.isPresent() && !name.equals(DEFAULTS) && holds(name, form.get(), symbols, bounds)) {
                baskets.put(name, form.get().settings(name));
            }
        }
        return baskets;
    }

    private boolean holds(
            String name, BasketForm form, Optional<SymbolsSettings> symbols, Optional<OfflineSettings.Bounds> bounds) {
        List<String> path = List.of(Schema.BASKETS, name, "symbols");
        int before = problems.size();
        for (String symbol : form.symbols()) {
            if (!SymbolSpec.isName(symbol)) {
                refuse(path, "must match [A-Za-z0-9._-]{1,32}: " + Schema.key(path) + "=" + symbol);
            } else if (symbols.filter(known -> known.symbol(symbol).isEmpty()).isPresent()) {
                refuse(
                        path,
                        "must be declared where symbols.auto_create is off: " + Schema.key(path) + "=" + symbol
                                + NearMiss.hint(symbol, symbols.get().declared().keySet()));
            }
        }
        int n = form.symbols().size();
        if (n == 0) {
            refuse(path, "must name at least one: " + Schema.key(path) + "=[]");
        } else {
            bounds.flatMap(within -> PortfolioBounds.refusal(n, within.lo(), within.hi(), within.norm()))
                    .ifPresent(refusal -> refuse(
                            path,
                            "must be as many that weights within dro.bounds can sum to 1: symbols=" + n + ", "
                                    + refusal.message()));
        }
        return problems.size() == before;
    }

    private void refuse(List<String> path, String text) {
        problems.add(new Problem(binder.where(path), Schema.key(path), text));
    }
}
