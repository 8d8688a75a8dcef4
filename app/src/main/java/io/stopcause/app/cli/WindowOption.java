package io.stopcause.app.cli;

import io.stopcause.app.replay.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Which stretch of history a command looks at. */
final class WindowOption {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = Time.class,
            description = "Only what happened at this time or later, such as 2026-03-03T18:00Z or 2026-03-03 (UTC).")
    private Optional<Instant> from = Optional.empty();

    @Option(names = "--to", paramLabel = "TIME", converter = Time.class, description = "Only what happened before.")
    private Optional<Instant> to = Optional.empty();

    /** A moment in ISO 8601: with an offset, or a day in UTC. */
    static final class Time implements ITypeConverter<Instant> {

        @Override
        public Instant convert(String text) {
            try {
                return text.contains("T")
                        ? OffsetDateTime.parse(text).toInstant()
                        : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            } catch (DateTimeParseException e) {
                throw new TypeConversionException("'" + text
                        + "' is no time; give a day such as 2026-03-03, or a time with its offset such as"
                        + " 2026-03-03T18:00Z or 2026-03-03T19:00+01:00");
            }
        }
    }

    Window window() {
        try {
            return new Window(from, to);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}
