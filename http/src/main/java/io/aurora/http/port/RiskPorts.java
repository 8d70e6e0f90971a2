package io.aurora.http.port;

import io.aurora.actors.basket.Baskets;
import io.aurora.actors.basket.RecordedBars;
import io.aurora.config.OfflineSettings;
import java.util.concurrent.Executor;

/**
 * What the front asks of a node to answer questions of risk.
 *
 * @param bars recorded bars
 * @param baskets portfolios that are kept up
 * @param settings portfolio optimisation and transfer validation of the profile in force
 * @param heavy threads for mathematics that would keep an actor's thread too long
 * @param jobs threads that background jobs alone run on
 */
public record RiskPorts(RecordedBars bars, Baskets baskets, OfflineSettings settings, Executor heavy, Executor jobs) {}
