package io.aurora.http.resource;

import io.aurora.actors.symbol.Symbols;
import io.aurora.http.edge.Endpoint;
import io.aurora.http.job.JobRegistry;
import io.aurora.http.port.RiskPorts;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything about risk: portfolios, baskets and tails, on threads that they share with nothing else, and validations of transfers and causal
 * graphs as background jobs.
 */
public final class RiskResources {
    private static final int MOST_CALCULATIONS = 32;

    private final PortfolioResource portfolios;
    private final TailsResource tails;
    private final BasketsResource baskets;
    private final TransferResource transfers;
    private final CausalResource causal;
    private final JobsResource jobs;

    public RiskResources(Symbols symbols, RiskPorts ports, Serving serving, JobRegistry registry) {
        HeavyWork work = new HeavyWork(ports.heavy(), MOST_CALCULATIONS);
        this.portfolios = new PortfolioResource(symbols, ports, work, serving);
        this.tails = new TailsResource(symbols, ports, work, serving);
        this.baskets = new BasketsResource(ports.baskets(), serving);
        this.transfers = new TransferResource(symbols, ports, registry, serving);
        this.causal = new CausalResource(symbols, ports, registry, serving);
        this.jobs = new JobsResource(registry);
    }

    public List<Endpoint> endpoints() {
        return Stream.of(
                        portfolios.endpoints(),
                        baskets.endpoints(),
                        tails.endpoints(),
                        transfers.endpoints(),
                        causal.endpoints(),
                        jobs.endpoints())
                .flatMap(List::stream)
                .toList();
    }
}
