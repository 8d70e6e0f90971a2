package io.aurora.domain.portfolio;

import io.aurora.domain.check.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** At which times several series all have a bar. Linear in the bars. */
public final class CommonTimes {
    private CommonTimes() {}

    /**
     * The places of the common times in each series.
     *
     * @param times of each series, strictly ascending
     * @return a row per series, equally long: where its bars of the common times stand, ascending
     */
    public static int[][] of(List<long[]> times) {
        Require.atLeast("series", times.size(), 1);
        int[] at = new int[times.size()];
        int[][] out = new int[at.length][times.get(0).length];
        int count = 0;
        while (hasAll(times, at)) {
            long latest = latest(times, at);
            boolean together = true;
            for (int k = 0; k < at.length; k++) {
                long[] own = times.get(k);
                while (at[k] < own.length && own[at[k]] < latest) {
                    at[k]++;
                }
                together &= at[k] < own.length && own[at[k]] == latest;
            }
            if (together) {
                for (int k = 0; k < at.length; k++) {
                    out[k][count] = at[k]++;
                }
                count++;
            }
        }
        for (int k = 0; k < out.length; k++) {
            out[k] = Arrays.copyOf(out[k], count);
        }
        return out;
    }

    private static boolean hasAll(List<long[]> times, int[] at) {
        for (int k = 0; k < at.length; k++) {
            if (at[k] >= times.get(k).length) {
                return false;
            }
        }
        return true;
    }

    private static long latest(List<long[]> times, int[] at) {
        long latest = Long.MIN_VALUE;
        for (int k = 0; k < at.length; k++) {
            latest = Math.max(latest, times.get(k)[at[k]]);
        }
        return latest;
    }

    /** The bars of {@code series} at the given places. */
    static List<RecordedBar> pick(List<RecordedBar> series, int[] places) {
        List<RecordedBar> out = new ArrayList<>(places.length);
        for (int place : places) {
            out.add(series.get(place));
        }
        return out;
    }
}
