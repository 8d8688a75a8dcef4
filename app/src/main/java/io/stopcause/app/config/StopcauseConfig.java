package io.stopcause.app.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.stopcause.app.rules.RuleSource;
import io.stopcause.console.live.ConsoleConfig;
import io.stopcause.ingest.IngestConfig;
import io.stopcause.notifier.NotifierConfig;
import io.stopcause.notifier.receiver.SecretText;
import io.stopcause.notifier.receiver.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that can be configured. Each section may be left out, and so may the whole file.
 *
 * @param data directory for the embedded broker's records and the analyzer's state; {@code .stopcause} without it.
 *     Relative paths start where the file stands
 * @param rules in the file {@code rules}, a directory with rules of your own that add to, override, extend or mute the
 *     ones that come with stopcause, or {@code onlyRules}, a directory with rules to use instead of them
 * @param kafka which cluster holds the topics; the embedded broker without it
 * @param ingest where events and logs are read
 * @param notifier named {@code notify} in the file: who is told, and how; the terminal without it
 * @param console where the live page is served
 * @param metrics where Prometheus finds the process's figures; nowhere without it
 */
public record StopcauseConfig(
        Path data,
        RuleSource rules,
        KafkaConfig kafka,
        IngestConfig ingest,
        NotifierConfig notifier,
        ConsoleConfig console,
        Optional<MetricsConfig> metrics) {

    /** The file that is read from the working directory where none is named. */
    public static final Path USUAL_FILE = Path.of("stopcause.yaml");

    private static final Path USUAL_DATA = Path.of(".stopcause");

    /** The file itself: everything may be left out. */
    private record Sections(
            Optional<Path> data,
            Optional<Path> rules,
            Optional<Path> onlyRules,
            Optional<KafkaConfig> kafka,
            Optional<IngestConfig> ingest,
            @JsonProperty("notify") Optional<NotifierConfig> notifier,
            Optional<ConsoleConfig> console,
            Optional<MetricsConfig> metrics) {

        StopcauseConfig withDefaults() {
            return new StopcauseConfig(
                    data.orElse(USUAL_DATA),
                    new RuleSource(rules, onlyRules),
                    kafka.orElse(KafkaConfig.EMBEDDED),
                    ingest.orElse(IngestConfig.NONE),
                    notifier.orElseGet(NotifierConfig::toConsole),
                    console.orElseGet(ConsoleConfig::standard),
                    metrics);
        }
    }

    /** What holds without a file. */
    public static StopcauseConfig usual() {
        return new StopcauseConfig(
                USUAL_DATA,
                RuleSource.SHIPPED,
                KafkaConfig.EMBEDDED,
                IngestConfig.NONE,
                NotifierConfig.toConsole(),
                ConsoleConfig.standard(),
                Optional.empty());
    }

    /**
     * Reads a file; without a name the usual one, and where that does not exist, nothing is configured.
     *
     * @param secrets where secrets come from; asked whether they are there
     * @throws ConfigException with all that is wrong
     */
    public static StopcauseConfig load(Optional<Path> named, Secrets secrets) {
        Path file = named.orElse(USUAL_FILE);
        if (named.isEmpty() && !Files.exists(file)) {
            return usual();
        }
        return parse(file, text(file), secrets);
    }

    /**
     * Who is told what, for whoever sends nothing: what receivers need to be reached is not looked at.
     *
     * @throws ConfigException with all that is wrong
     */
    public static NotifierConfig routes(Path file) {
        return StrictYaml.read(
                        file.toString(),
                        text(file),
                        Sections.class,
                        read -> read.withDefaults().notifier().routeProblems().stream()
                                .map(problem -> new Problem(under("notify", problem.path()), problem.message()))
                                .toList())
                .withDefaults()
                .notifier();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new ConfigException(List.of(file + ":1: no such file"));
        } catch (IOException e) {
            throw new ConfigException(List.of(file + ":1: cannot be read: " + e.getMessage()));
        }
    }

    /** The same for a text; {@code file} names it in messages and is where relative paths start. */
    static StopcauseConfig parse(Path file, String text, Secrets secrets) {
        StopcauseConfig config = StrictYaml.read(file.toString(), text, Sections.class, read -> read.withDefaults()
                        .problems(secrets))
                .withDefaults();
        Path home = file.toAbsolutePath().getParent();
        return home == null ? config : config.startingAt(home);
    }

    private StopcauseConfig startingAt(Path home) {
        return new StopcauseConfig(
                home.resolve(data), rules.startingAt(home), kafka, ingest, notifier, console, metrics);
    }

    private List<Problem> problems(Secrets secrets) {
        List<Problem> problems = new ArrayList<>();
        if (rules.added().isPresent() && rules.only().isPresent()) {
            problems.add(new Problem("onlyRules", "leaves out the rules that 'rules' adds to; give one of both"));
        }
        kafka.problems(secrets)
                .forEach(problem -> problems.add(new Problem(under("kafka", problem.path()), problem.message())));
        if (console.token().isPresent() || console.tokenFile().isPresent()) {
            secrets.find("token", console.token().map(token -> new SecretText(token.text())), console.tokenFile())
                    .problems()
                    .forEach(problem -> problems.add(new Problem(under("console", problem.path()), problem.message())));
        }
        notifier.problems(secrets)
                .forEach(problem -> problems.add(new Problem(under("notify", problem.path()), problem.message())));
        return problems;
    }

    private static String under(String section, String path) {
        return path.isEmpty() ? section : section + "." + path;
    }
}
