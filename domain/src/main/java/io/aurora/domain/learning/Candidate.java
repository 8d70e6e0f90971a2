package io.aurora.domain.learning;

/**
 * Somebody who could do the task.
 *
 * @param provider who, 1..64 characters, without {@code /}
 * @param sku which of its offers, 1..64 characters
 */
public record Candidate(String provider, String sku) {
    private static final int MOST_CHARS = 64;

    public Candidate {
        if (provider.isEmpty() || provider.length() > MOST_CHARS || provider.indexOf('/') >= 0) {
            throw new IllegalArgumentException("must have 1..64 characters and no '/': provider=" + provider);
        }
        if (sku.isEmpty() || sku.length() > MOST_CHARS) {
            throw new IllegalArgumentException("must have 1..64 characters: sku=" + sku);
        }
    }

    /** Its name in the table, {@code provider/sku}: one name, one candidate, because a provider has no slash. */
    public String action() {
        return provider + "/" + sku;
    }

    /** The provider of an action's name. */
    public static String providerOf(String action) {
        return action.substring(0, action.indexOf('/'));
    }
}
