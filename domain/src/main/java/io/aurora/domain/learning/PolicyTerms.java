package io.aurora.domain.learning;

import io.aurora.domain.check.Require;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a policy's creation fixes for ever: how its table is cut, how states are named, how it learns. Settings that differ later are a
 * warning, never a change: the table's rows would mean something else.
 *
 * @param policy name, {@code [a-z0-9_-]{1,32}}
 * @param partitions into how many partitions the table is cut, 1..4096
 * @param alpha learning rate, in (0, 1]
 * @param gamma discount, in [0, 1)
 * @param regions regions that are a feature of their own, at most 32; all others are {@code other}
 * @param reward what an outcome is measured by
 * @param keyForm version of the form of state keys; {@link StateKey#FORM} where it is created by this program
 */
public record PolicyTerms(
        String policy,
        int partitions,
        double alpha,
        double gamma,
        List<String> regions,
        RewardTerms reward,
        int keyForm) {
    public static final int MOST_PARTITIONS = 4096;
    public static final int MOST_REGIONS = 32;

    private static final int MOST_REGION_CHARS = 64;
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,32}");

    public PolicyTerms {
        if (!isName(policy)) {
            throw new IllegalArgumentException("must match " + NAME + ": policy=" + policy);
        }
        Require.within("partitions", partitions, 1, MOST_PARTITIONS);
        Require.within("alpha", alpha, Double.MIN_VALUE, 1.0);
        Require.within("gamma", gamma, 0.0, Math.nextDown(1.0));
        regions = List.copyOf(regions);
        Require.within("regions", regions.size(), 0, MOST_REGIONS);
        for (String region : regions) {
            if (!isRegion(region)) {
                throw new IllegalArgumentException("must have 1..64 characters, no ';', and be neither " + StateKey.NONE
                        + " nor " + StateKey.OTHER + ": region=" + region);
            }
        }
        Require.atLeast("key_form", keyForm, 1);
    }

    /**
     * The one partition that owns a state's row: its {@link String#hashCode()}, which the platform fixes, mixed (the finaliser of
     * MurmurHash3, A. Appleby) because keys that differ in one place differ in few bits of it.
     */
    public int partitionOf(String state) {
        int mixed = state.hashCode();
        mixed = (mixed ^ mixed >>> 16) * 0x85ebca6b;
        mixed = (mixed ^ mixed >>> 13) * 0xc2b2ae35;
        return Math.floorMod(mixed ^ mixed >>> 16, partitions);
    }

    /** Whether {@code name} may name a policy. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Whether {@code region} may be listed: state keys must tell it from the other features and from an unlisted or absent one. */
    private static boolean isRegion(String region) {
        return !region.isEmpty()
                && region.length() <= MOST_REGION_CHARS
                && region.indexOf(';') < 0
                && !region.equals(StateKey.NONE)
                && !region.equals(StateKey.OTHER);
    }
}
