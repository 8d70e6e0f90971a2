package io.aurora.config;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The node within its cluster.
 *
 * @param cluster name of the cluster
 * @param index number of the node on its host, added to every port
 * @param roles what it does; all different
 * @param host address of the node within the cluster
 * @param arteryPort port of the cluster's messages, node 0
 * @param managementPort port of the management endpoints, node 0
 * @param contactPoints management addresses to start with; empty: this node alone
 * @param shards shards of the symbols
 * @param majorityTimeout without word from a majority for so long, nothing certified is served
 * @param leaveTimeout longest wait at shutdown for shards to move
 */
public record NodeSettings(
        String cluster,
        int index,
        List<Role> roles,
        String host,
        int arteryPort,
        int managementPort,
        List<String> contactPoints,
        int shards,
        Duration majorityTimeout,
        Duration leaveTimeout) {
    private static final Pattern CLUSTER = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,62}");
    private static final int MAX_INDEX = 999;
    private static final int MAX_SHARDS = 10_000;

    /** What a node may do. */
    public enum Role {
        SYMBOLS,
        DECISIONS,
        GPU,
        HTTP
    }

    public NodeSettings {
        roles = List.copyOf(roles);
        contactPoints = List.copyOf(contactPoints);
        Check.that(CLUSTER.matcher(cluster).matches(), "must match " + CLUSTER.pattern(), "cluster", cluster);
        Check.within("index", index, 0, MAX_INDEX);
        Check.that(
                !roles.isEmpty() && Set.copyOf(roles).size() == roles.size(),
                "must be one or more, all different",
                "roles",
                roles);
        Check.notBlank("host", host);
        Check.port("artery_port", arteryPort);
        Check.port("management_port", managementPort);
        Check.within("shards", shards, 1, MAX_SHARDS);
        Check.positive("majority_timeout", majorityTimeout);
        Check.positive("leave_timeout", leaveTimeout);
    }

    /** A port of this node: the setting plus the index; 0 stays 0. */
    public int portOf(int port) {
        return port == 0 ? 0 : port + index;
    }
}
