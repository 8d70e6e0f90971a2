package io.aurora.domain.learning;

import io.aurora.domain.check.Require;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The public name of a decision: {@code tr_}, four hex digits of the partition, four of the policy's tag, then the decision's number
 * in its partition, at least ten hex digits. So a trace tells where it lives without any table.
 *
 * @param partition 0..65535
 * @param policyTag {@link #tagOf} its policy, 0..65535
 * @param number from 1 on, below 2^60, which is fifteen digits
 */
public record TraceId(int partition, int policyTag, long number) {
    private static final int SIXTEEN_BITS = 0xffff;
    private static final long MOST_NUMBER = (1L << 60) - 1;
    private static final Pattern FORM = Pattern.compile("tr_([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{10,15})");

    public TraceId {
        Require.within("partition", partition, 0, SIXTEEN_BITS);
        Require.within("policy_tag", policyTag, 0, SIXTEEN_BITS);
        if (number < 1 || number > MOST_NUMBER) {
            throw new IllegalArgumentException("must be in [1, 2^60 - 1]: number=" + number);
        }
    }

    /** The decision {@code number} of {@code partition} of {@code policy}. */
    public static TraceId of(String policy, int partition, long number) {
        return new TraceId(partition, tagOf(policy), number);
    }

    /** Absent where {@code text} names no trace. */
    public static Optional<TraceId> parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(parts.group(3), 16);
        TraceId id = number == 0
                ? null
                : new TraceId(Integer.parseInt(parts.group(1), 16), Integer.parseInt(parts.group(2), 16), number);
        // only one spelling names a trace
        return Optional.ofNullable(id).filter(trace -> trace.toString().equals(text));
    }

    /** The first two bytes of the name's SHA-256; policies whose tags agree cannot be served side by side. */
    public static int tagOf(String policy) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(policy.getBytes(StandardCharsets.UTF_8));
            return (hash[0] & 0xff) << 8 | hash[1] & 0xff;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return "tr_" + hex.toHexDigits(partition, 4) + hex.toHexDigits(policyTag, 4) + number(hex);
    }

    private String number(HexFormat hex) {
        String digits = hex.toHexDigits(number);
        int from = 0;
        while (from < 6 && digits.charAt(from) == '0') {
            from++;
        }
        return digits.substring(from);
    }
}
