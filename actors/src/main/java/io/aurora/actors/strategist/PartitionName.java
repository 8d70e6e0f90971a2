package io.aurora.actors.strategist;

import io.aurora.domain.learning.PolicyTerms;

/**
 * Which partition of which policy; as the id of its entity {@code POLICY.NUMBER}.
 *
 * @param policy name of the policy
 * @param number 0 and up
 */
record PartitionName(String policy, int number) {
    String entityId() {
        return policy + "." + number;
    }

    /** The name behind an entity's id. */
    static PartitionName parse(String entityId) {
        int dot = entityId.lastIndexOf('.');
        String policy = entityId.substring(0, Math.max(0, dot));
        if (!PolicyTerms.isName(policy)) {
            throw new IllegalArgumentException("must be POLICY.NUMBER: entity_id=" + entityId);
        }
        return new PartitionName(policy, Integer.parseInt(entityId.substring(dot + 1)));
    }
}
