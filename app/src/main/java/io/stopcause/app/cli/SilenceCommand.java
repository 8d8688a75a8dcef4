package io.stopcause.app.cli;

import io.stopcause.app.config.StopcauseConfig;
import io.stopcause.model.Ids;
import io.stopcause.model.Nearest;
import io.stopcause.model.Silence;
import io.stopcause.model.topic.Topics;
import io.stopcause.notifier.KafkaOrders;
import io.stopcause.notifier.ReceiverConfig;
import io.stopcause.notifier.route.Matcher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stopcause silence}: what nobody wants to hear of for a while. */
@Command(
        name = "silence",
        description = "Mute incidents for a while; what is over is still told to those who know that it began.",
        footer = {
            "",
            "Examples:",
            "  stopcause silence add service=nginx --for 2h --reason 'moving to arm64' --remind team",
            "  stopcause silence add 'cause=~\"arch-.*\"' severity=warning --until 2026-03-03T20:00Z",
            "  stopcause silence list",
            "  stopcause silence expire 5f2c1a9be07d4431"
        })
final class SilenceCommand implements Runnable {

    private static final Duration USUAL = Duration.ofHours(1);

    private final Terminal terminal;
    private final Clock clock;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    SilenceCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "silence what? One of add, list, expire");
    }

    @Command(description = "Mute the incidents that all matchers match; one hour without --for and --until.")
    int add(
            @Mixin ConfigOption option,
            @Mixin AuthorOption author,
            @Option(
                            names = "--for",
                            paramLabel = "TIME",
                            converter = LengthOfTime.class,
                            description = "For how long, such as 2h.")
                    Optional<Duration> length,
            @Option(
                            names = "--until",
                            paramLabel = "TIME",
                            converter = WindowOption.Time.class,
                            description = "Until when, such as 2026-03-03T20:00Z.")
                    Optional<Instant> until,
            @Option(
                            names = "--remind",
                            paramLabel = "RECEIVER",
                            description =
                                    "Who is told a quarter of an hour before the end, if something is still open.")
                    Optional<String> remind,
            @Parameters(arity = "1..*", paramLabel = "MATCHER", description = "Such as service=nginx.")
                    List<String> matchers) {
        remind.ifPresent(receiver -> requireKnown(option, receiver));
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant end = end(now, length, until);
        String id = Ids.of(String.join("\n", matchers), author.author(), now.toString());
        write(option, new Silence(id, readable(matchers), now, end, author.author(), author.reason(), remind));
        terminal.out().println("silence " + id + " until " + end);
        return ExitCode.FINE;
    }

    private static void requireKnown(ConfigOption option, String receiver) {
        List<String> known = option.load().notifier().receivers().stream()
                .map(ReceiverConfig::name)
                .toList();
        if (!known.contains(receiver)) {
            throw CommandException.wrongUse(Nearest.unknown("receiver", receiver, known));
        }
    }

    private Instant end(Instant now, Optional<Duration> length, Optional<Instant> until) {
        if (length.isPresent() && until.isPresent()) {
            throw new ParameterException(spec.commandLine(), "--for and --until: give one of them");
        }
        Instant end = until.orElseGet(() -> now.plus(length.orElse(USUAL)));
        if (!end.isAfter(now)) {
            throw new ParameterException(spec.commandLine(), "--until " + end + " has passed; it is " + now);
        }
        return end;
    }

    private List<String> readable(List<String> matchers) {
        try {
            return matchers.stream()
                    .flatMap(text -> Matcher.parse(text).stream())
                    .map(Matcher::toString)
                    .toList();
        } catch (Matcher.SyntaxException e) {
            throw new ParameterException(spec.commandLine(), e.problem());
        }
    }

    @Command(description = "The silences that are active or to come; with --all those that are over too.")
    int list(
            @Mixin ConfigOption option,
            @Option(names = "--all", description = "Those that are over too.") boolean all) {
        Instant now = clock.instant();
        List<Silence> silences = system(option).newest(Topics.SILENCES).values().stream()
                .map(RunningSystem.Stamped::value)
                .filter(silence -> all || silence.endsAt().isAfter(now))
                .sorted(Comparator.comparing(Silence::endsAt))
                .toList();
        silences.forEach(silence -> terminal.out().println(Terminal.safe(line(silence, now))));
        terminal.out().println(silences.size() == 1 ? "1 silence" : silences.size() + " silences");
        return ExitCode.FINE;
    }

    private static String line(Silence silence, Instant now) {
        String state = silence.isActive(now) ? "active" : silence.endsAt().isAfter(now) ? "to come" : "over";
        return "%s  %-7s  %s to %s  {%s}  %s%s"
                .formatted(
                        silence.id(),
                        state,
                        silence.startsAt(),
                        silence.endsAt(),
                        String.join(", ", silence.matchers()),
                        silence.author(),
                        silence.reason().isEmpty() ? "" : ": " + silence.reason());
    }

    @Command(description = "End a silence now.")
    int expire(
            @Mixin ConfigOption option,
            @Parameters(paramLabel = "ID", description = "Its id, which 'silence list' shows.") String id) {
        Map<String, RunningSystem.Stamped<Silence>> known = system(option).newest(Topics.SILENCES);
        Silence silence = Optional.ofNullable(known.get(id))
                .map(RunningSystem.Stamped::value)
                .orElseThrow(() -> CommandException.wrongUse(
                        known.isEmpty() ? "there is no silence" : Nearest.unknown("silence", id, known.keySet())));
        if (!silence.endsAt().isAfter(clock.instant())) {
            throw CommandException.wrongUse("silence " + id + " has been over since " + silence.endsAt());
        }
        write(option, silence.endingAt(clock.instant()));
        terminal.out().println("silence " + id + " is over");
        return ExitCode.FINE;
    }

    private void write(ConfigOption option, Silence silence) {
        try (KafkaOrders orders = KafkaOrders.of(system(option).client(), clock)) {
            orders.write(silence);
        }
    }

    private static RunningSystem system(ConfigOption option) {
        StopcauseConfig config = option.load();
        return RunningSystem.of(config, option.secrets());
    }
}
