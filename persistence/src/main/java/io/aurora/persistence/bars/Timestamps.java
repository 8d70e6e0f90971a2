package io.aurora.persistence.bars;

import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * Times of bars as text. Read: ISO-8601 ({@code 2021-05-19}, {@code 2021-05-19T13:00Z}, {@code 2021-05-19 13:00:00.250+02:00}; T
 * or one space; UTC where no zone is given), or an epoch number, in seconds below 10^11 in size and in milliseconds above, which
 * is right for seconds until the year 5138 and for milliseconds since March 1973. Written: ISO-8601 UTC to the second, to the
 * millisecond where there are some.
 */
final class Timestamps {
    static final String RULE = "must be an ISO-8601 time, epoch seconds or epoch milliseconds";

    private static final long SECONDS_BELOW = 100_000_000_000L;
    private static final long MILLIS_BELOW = 100_000_000_000_000L;
    private static final int MAX_EPOCH_DIGITS = 15;
    /** Last millisecond of the year 9999: four digits end there. */
    private static final long MAX_MS = 253_402_300_799_999L;

    private static final long DAY_MS = 86_400_000L;

    private final char[] text;
    private final int to;
    private int at;

    private Timestamps(char[] text, int from, int to) {
        this.text = text;
        this.at = from;
        this.to = to;
    }

    /** Epoch milliseconds of {@code text[from, to)}; throws {@link DateTimeException} where it is no time. */
    static long parse(char[] text, int from, int to) {
        Timestamps cursor = new Timestamps(text, from, to);
        boolean date = to - from >= 10 && text[from + 4] == '-' && text[from + 7] == '-';
        return date ? cursor.iso() : cursor.epoch();
    }

    private long epoch() {
        boolean negative = at < to && text[at] == '-';
        at += negative ? 1 : 0;
        if (to - at < 1 || to - at > MAX_EPOCH_DIGITS) {
            throw bad();
        }
        long number = 0L;
        while (at < to) {
            number = 10L * number + digits(1);
        }
        if (number >= MILLIS_BELOW) {
            throw bad();
        }
        long ms = number < SECONDS_BELOW ? number * 1_000L : number;
        return negative ? -ms : ms;
    }

    private long iso() {
        int year = digits(4);
        expect('-');
        int month = digits(2);
        expect('-');
        long ms = LocalDate.of(year, month, digits(2)).toEpochDay() * DAY_MS;
        if (at == to) {
            return ms;
        }
        if (text[at] != 'T' && text[at] != ' ') {
            throw bad();
        }
        at++;
        ms += clock();
        return ms - zone();
    }

    private long clock() {
        int hour = upTo(23);
        expect(':');
        long ms = hour * 3_600_000L + upTo(59) * 60_000L;
        if (at < to && text[at] == ':') {
            at++;
            ms += upTo(59) * 1_000L;
            if (at < to && text[at] == '.') {
                at++;
                ms += fraction();
            }
        }
        return ms;
    }

    /** Digits behind the second's point; those beyond the millisecond must be zeros, for a bar's time is in milliseconds. */
    private int fraction() {
        int ms = 0;
        int unit = 100;
        int first = at;
        while (at < to && text[at] >= '0' && text[at] <= '9') {
            int digit = digits(1);
            ms += digit * unit;
            if (unit == 0 && digit != 0) {
                throw bad();
            }
            unit /= 10;
        }
        if (at == first) {
            throw bad();
        }
        return ms;
    }

    private long zone() {
        if (at == to) {
            return 0L;
        }
        char sign = text[at++];
        if (sign == 'Z' && at == to) {
            return 0L;
        }
        if (sign != '+' && sign != '-') {
            throw bad();
        }
        long ms = upTo(18) * 3_600_000L;
        if (at < to) {
            at += text[at] == ':' ? 1 : 0;
            ms += upTo(59) * 60_000L;
        }
        if (at != to) {
            throw bad();
        }
        return sign == '+' ? ms : -ms;
    }

    private int upTo(int max) {
        int number = digits(2);
        if (number > max) {
            throw bad();
        }
        return number;
    }

    private int digits(int count) {
        if (to - at < count) {
            throw bad();
        }
        int number = 0;
        for (int k = 0; k < count; k++) {
            int digit = text[at++] - '0';
            if (digit < 0 || digit > 9) {
                throw bad();
            }
            number = 10 * number + digit;
        }
        return number;
    }

    private void expect(char c) {
        if (at >= to || text[at] != c) {
            throw bad();
        }
        at++;
    }

    private static DateTimeException bad() {
        return new DateTimeException(RULE);
    }

    /** Writes the time into {@code out} from {@code position}, at most 24 bytes; the position behind it. */
    static int write(long tsMs, byte[] out, int position) {
        if (tsMs < 0 || tsMs > MAX_MS) {
            throw new IllegalArgumentException("must be in the years 1970 to 9999: ts=" + tsMs);
        }
        LocalDate day = LocalDate.ofEpochDay(tsMs / DAY_MS);
        int ms = (int) (tsMs % DAY_MS);
        int p = put(day.getYear(), 4, '-', out, position);
        p = put(day.getMonthValue(), 2, '-', out, p);
        p = put(day.getDayOfMonth(), 2, 'T', out, p);
        p = put(ms / 3_600_000, 2, ':', out, p);
        p = put(ms / 60_000 % 60, 2, ':', out, p);
        if (ms % 1_000 == 0) {
            return put(ms / 1_000 % 60, 2, 'Z', out, p);
        }
        p = put(ms / 1_000 % 60, 2, '.', out, p);
        return put(ms % 1_000, 3, 'Z', out, p);
    }

    private static int put(int number, int width, char behind, byte[] out, int at) {
        int rest = number;
        for (int k = width - 1; k >= 0; k--) {
            out[at + k] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        out[at + width] = (byte) behind;
        return at + width + 1;
    }
}
