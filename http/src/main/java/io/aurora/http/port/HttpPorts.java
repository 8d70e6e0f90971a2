package io.aurora.http.port;

import io.aurora.actors.symbol.Symbols;

/**
 * Everything the front is built from.
 *
 * @param node what this node is
 * @param symbols symbols and desk
 * @param catalogue names of symbols
 * @param history read side
 * @param feed read side as a stream
 * @param journal stored events
 * @param backups the store as one file
 * @param explainer re-derivation
 * @param health checks
 * @param quorum whether a majority of the cluster is heard
 * @param tails percentiles over many symbols
 * @param metricsText scrape
 * @param metrics where requests are counted
 * @param loop the decision loop
 * @param models forecasts and the models behind them
 * @param risk portfolios, tails and transfers
 */
public record HttpPorts(
        NodeInfo node,
        Symbols symbols,
        SymbolCatalogue catalogue,
        History history,
        EventFeed feed,
        JournalSource journal,
        BackupSource backups,
        Explainer explainer,
        Health health,
        Quorum quorum,
        Tails tails,
        MetricsText metricsText,
        HttpMetrics metrics,
        DecisionPorts loop,
        ModelPorts models,
        RiskPorts risk) {}
