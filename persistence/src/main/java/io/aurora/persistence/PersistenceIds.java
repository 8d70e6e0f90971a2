package io.aurora.persistence;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of the entities' journals. They stand in every stored row and in every hash, and never change. */
public final class PersistenceIds {
    /** Entity type of symbols, in Akka's sense: the id is {@code symbol|NAME}. */
    public static final String SYMBOL_TYPE = "symbol";

    /** Entity type of policies: the id is {@code policy|NAME}. */
    public static final String POLICY_TYPE = "policy";

    /** Entity type of a policy's partitions: the id is {@code strategist|POLICY.NUMBER}; a policy's name has no dot. */
    public static final String STRATEGIST_TYPE = "strategist";

    /** The desk's journal. */
    public static final String DESK = "desk|desk";

    private static final String SYMBOL_PREFIX = SYMBOL_TYPE + "|";
    private static final String POLICY_PREFIX = POLICY_TYPE + "|";
    private static final String STRATEGIST_PREFIX = STRATEGIST_TYPE + "|";

    private static final Pattern PARTITION =
            Pattern.compile(Pattern.quote(STRATEGIST_PREFIX) + "([a-z0-9_-]{1,32})\\.(0|[1-9][0-9]{0,3})");

    private PersistenceIds() {}

    public static String symbol(String name) {
        return SYMBOL_PREFIX + name;
    }

    /** Name of the symbol whose journal it is; absent for other entities. */
    public static Optional<String> symbolOf(String persistenceId) {
        return persistenceId.startsWith(SYMBOL_PREFIX)
                ? Optional.of(persistenceId.substring(SYMBOL_PREFIX.length()))
                : Optional.empty();
    }

    public static String policy(String name) {
        return POLICY_PREFIX + name;
    }

    public static String partition(String policy, int number) {
        return STRATEGIST_PREFIX + policy + "." + number;
    }

    /** A partition of a policy. */
    public record PartitionId(String policy, int number) {}

    /** Name of the policy whose creation a journal holds; absent for other entities. */
    public static Optional<String> policyOf(String persistenceId) {
        return persistenceId.startsWith(POLICY_PREFIX)
                ? Optional.of(persistenceId.substring(POLICY_PREFIX.length()))
                : Optional.empty();
    }

    /** The partition whose journal it is; absent for other entities and for any other spelling of a partition's. */
    public static Optional<PartitionId> partitionOf(String persistenceId) {
        Matcher parts = PARTITION.matcher(persistenceId);
        return parts.matches()
                ? Optional.of(new PartitionId(parts.group(1), Integer.parseInt(parts.group(2))))
                : Optional.empty();
    }
}
