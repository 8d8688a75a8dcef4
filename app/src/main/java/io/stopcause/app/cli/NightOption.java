package io.stopcause.app.cli;

import io.stopcause.app.dryrun.Night;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** When people sleep, and where. */
final class NightOption {

    private static final Pattern HOURS = Pattern.compile("(\\d{1,2})(?::(\\d{2}))?-(\\d{1,2})(?::(\\d{2}))?");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--night",
            paramLabel = "FROM-TO",
            description = "When pages wake somebody, such as 22-7 or 22:30-06:30. Default: 22-7.")
    private String hours = "22-7";

    @Option(
            names = "--time-zone",
            paramLabel = "ZONE",
            converter = Zone.class,
            description = "Where people sleep, such as Europe/Berlin. Default: UTC.")
    private ZoneId zone = ZoneId.of("UTC");

    /** A name of the time zone database. */
    static final class Zone implements ITypeConverter<ZoneId> {

        @Override
        public ZoneId convert(String text) {
            try {
                return ZoneId.of(text);
            } catch (DateTimeException e) {
                throw new TypeConversionException("'" + text + "' is no time zone; such as Europe/Berlin or UTC");
            }
        }
    }

    Night night() {
        Matcher matcher = HOURS.matcher(hours);
        try {
            if (matcher.matches()) {
                return new Night(zone, time(matcher, 1), time(matcher, 3));
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
        throw wrong("give two times such as 22-7 or 22:30-06:30");
    }

    private ParameterException wrong(String why) {
        return new ParameterException(spec.commandLine(), "--night '" + hours + "': " + why);
    }

    private static LocalTime time(Matcher matcher, int group) {
        String minutes = matcher.group(group + 1);
        return LocalTime.of(Integer.parseInt(matcher.group(group)), minutes == null ? 0 : Integer.parseInt(minutes));
    }
}
