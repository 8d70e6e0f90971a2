package io.aurora.domain.learning;

import io.aurora.domain.bytes.BytesWriter;
import io.aurora.domain.symbol.HashChain;
import java.util.Arrays;

/**
 * The one event of a policy's own journal: its creation, by its first decision.
 *
 * @param atMs when, epoch milliseconds UTC
 * @param terms what it fixes
 * @param hash its place in the {@link HashChain}, 32 bytes
 */
public record PolicyOpened(long atMs, PolicyTerms terms, byte[] hash) {
    public PolicyOpened {
        if (hash.length != HashChain.LENGTH) {
            throw new IllegalArgumentException("must have 32 bytes: hash=" + hash.length);
        }
    }

    /** The creation event of the journal {@code persistenceId}. */
    public static PolicyOpened first(String persistenceId, long atMs, PolicyTerms terms) {
        BytesWriter canonical = new BytesWriter(128).putLong(atMs);
        PartitionBytes.put(canonical, terms);
        return new PolicyOpened(
                atMs, terms, HashChain.next(HashChain.genesis(), persistenceId, 1, canonical.toBytes()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PolicyOpened that
                && atMs == that.atMs
                && terms.equals(that.terms)
                && Arrays.equals(hash, that.hash);
    }

    @Override
    public int hashCode() {
        return terms.hashCode();
    }
}
