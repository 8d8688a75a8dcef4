package io.stopcause.app.cli;

import io.stopcause.notifier.route.TimeSpan;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A length of time on the command line, such as {@code 2h} or {@code 1h30m}. */
final class LengthOfTime implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        try {
            return TimeSpan.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
