package io.aurora.actors.decisions;

import io.aurora.actors.protocol.StrategistProtocol.Counts;

/**
 * The decision loop in figures, over all policies and all nodes.
 *
 * @param counts sizes, added up over the partitions that answered
 * @param complete whether all partitions answered
 * @param epsilon of the policy {@code default}
 * @param alpha of the policy {@code default}, as its creation fixed it
 * @param gamma of the policy {@code default}, as its creation fixed it
 * @param cache of the psi field on this node
 */
public record DecisionsStatus(
        Counts counts, boolean complete, double epsilon, double alpha, double gamma, PsiReader.Cache cache) {}
