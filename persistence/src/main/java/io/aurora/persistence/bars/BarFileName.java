package io.aurora.persistence.bars;

import io.aurora.domain.market.SymbolSpec;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a file's name says, as in {@code BTC-USDT_1h.csv.gz}: the symbol before the last underscore, the length of the bars behind
 * it as a count with one of {@code s m h d w}.
 *
 * @param symbol the symbol, where the name has the form and the part is a symbol's name
 * @param barLengthMs length of the bars, milliseconds
 */
public record BarFileName(Optional<String> symbol, OptionalLong barLengthMs) {
    private static final Pattern FORM = Pattern.compile("(.+)_([1-9][0-9]{0,4})([smhdw])\\.csv(\\.gz)?");

    public static BarFileName parse(Path file) {
        Matcher matcher = FORM.matcher(String.valueOf(file.getFileName()));
        if (!matcher.matches() || !SymbolSpec.isName(matcher.group(1))) {
            return new BarFileName(Optional.empty(), OptionalLong.empty());
        }
        long lengthMs =
                Long.parseLong(matcher.group(2)) * unitMs(matcher.group(3).charAt(0));
        return new BarFileName(Optional.of(matcher.group(1)), OptionalLong.of(lengthMs));
    }

    /** Whether files of this name are compressed. */
    static boolean isGzip(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".gz");
    }

    private static long unitMs(char unit) {
        return switch (unit) {
            case 's' -> 1_000L;
            case 'm' -> 60_000L;
            case 'h' -> 3_600_000L;
            case 'd' -> 86_400_000L;
            default -> 7 * 86_400_000L;
        };
    }
}
