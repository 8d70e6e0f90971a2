package io.aurora.persistence.bars;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;

/**
 * Decimal text of doubles, both ways, the same on every JVM ({@code Double.toString} is not: its digits changed with JDK 19).
 *
 * <p>Reading: at most 2^53 as digits and a power of ten up to 22 make one correctly rounded operation (Clinger, "How to read
 * floating point numbers accurately", PLDI 1990); other text goes to {@code Double.parseDouble}, with the same result. Writing:
 * the fewest digits that read back as the same double (of two equally short ones the nearer), save for subnormal numbers, which
 * may get more than needed.
 */
final class Decimals {
    /** Longest text that {@link #write} makes. */
    static final int MAX_CHARS = 32;

    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final long MAX_EXACT = 1L << 53;
    /** With more digits the fast way could overflow a long. */
    private static final int MAX_DIGITS = 18;
    /** Decimals the fast way of writing tries; market data has fewer. */
    private static final int MAX_DECIMALS = 12;
    /** Any decimal of so few digits is told apart from its neighbours by a double. */
    private static final int SURE_DIGITS = 15;

    private static final int FULL_DIGITS = 17;
    /** Above it and below 10^-7 the exponent form is shorter than the plain one. */
    private static final int MAX_PLAIN_EXPONENT = 17;

    private static final int MIN_PLAIN_EXPONENT = -7;

    private Decimals() {}

    /** The number in {@code text[from, to)}: decimal with optional exponent, {@code NaN} or {@code Infinity}. */
    static double parse(char[] text, int from, int to) {
        int i = from;
        boolean negative = i < to && text[i] == '-';
        if (i < to && (text[i] == '-' || text[i] == '+')) {
            i++;
        }
        long digits = 0L;
        int count = 0;
        int decimals = 0;
        boolean point = false;
        for (; i < to; i++) {
            char c = text[i];
            if (c >= '0' && c <= '9') {
                digits = 10L * digits + (c - '0');
                decimals += point ? 1 : 0;
                if (++count > MAX_DIGITS) {
                    return parseAny(text, from, to);
                }
            } else if (c == '.' && !point) {
                point = true;
            } else {
                return parseAny(text, from, to);
            }
        }
        if (count == 0 || digits > MAX_EXACT) {
            return parseAny(text, from, to);
        }
        double size = digits / POWERS[decimals];
        return negative ? -size : size;
    }

    private static double parseAny(char[] text, int from, int to) {
        String number = new String(text, from, to - from);
        if (number.equals("NaN") || number.equals("Infinity") || number.equals("-Infinity")) {
            return Double.parseDouble(number);
        }
        for (int i = 0; i < number.length(); i++) {
            if ("0123456789+-.eE".indexOf(number.charAt(i)) < 0) {
                throw new NumberFormatException(number);
            }
        }
        return Double.parseDouble(number);
    }

    /** Writes {@code x} into {@code out} from {@code at}; the position behind it. */
    static int write(double x, byte[] out, int at) {
        double size = Math.abs(x);
        for (int decimals = 0; decimals <= MAX_DECIMALS; decimals++) {
            double scaled = Math.rint(size * POWERS[decimals]);
            if (!(scaled <= MAX_EXACT)) {
                break;
            }
            if (Double.compare(scaled / POWERS[decimals], size) == 0) {
                int start = at;
                if (Double.doubleToRawLongBits(x) < 0) {
                    out[start++] = '-';
                }
                return writeFixed((long) scaled, decimals, out, start);
            }
        }
        byte[] text = slowText(x).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, out, at, text.length);
        return at + text.length;
    }

    private static int writeFixed(long digits, int decimals, byte[] out, int at) {
        int length = 1;
        for (long rest = digits / 10L; rest > 0; rest /= 10L) {
            length++;
        }
        int shown = Math.max(length, decimals + 1);
        int end = at + shown + (decimals > 0 ? 1 : 0);
        int i = end;
        long rest = digits;
        for (int k = 0; k < shown; k++) {
            if (k == decimals && k > 0) {
                out[--i] = '.';
            }
            out[--i] = (byte) ('0' + rest % 10L);
            rest /= 10L;
        }
        return end;
    }

    private static String slowText(double x) {
        if (!Double.isFinite(x)) {
            return Double.toString(x);
        }
        BigDecimal exact = new BigDecimal(x);
        BigDecimal rounded = exact.round(new MathContext(FULL_DIGITS));
        for (int digits = FULL_DIGITS - 1; digits >= SURE_DIGITS; digits--) {
            BigDecimal shorter = exact.round(new MathContext(digits));
            if (Double.compare(shorter.doubleValue(), x) != 0) {
                break;
            }
            rounded = shorter;
        }
        BigDecimal text = rounded.stripTrailingZeros();
        int exponent = text.precision() - text.scale() - 1;
        boolean plain = exponent >= MIN_PLAIN_EXPONENT && exponent <= MAX_PLAIN_EXPONENT;
        return plain ? text.toPlainString() : text.toString();
    }
}
