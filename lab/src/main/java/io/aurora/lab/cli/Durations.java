package io.aurora.lab.cli;

import io.aurora.domain.market.BarLengthText;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Lengths of bars on the command line, as milliseconds. */
final class Durations implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
        return BarLengthText.millis(text)
                .orElseThrow(() -> new TypeConversionException(BarLengthText.RULE + ": " + text));
    }
}
