package io.stopcause.app.rules;

import io.stopcause.analyzer.rule.RuleException;
import io.stopcause.analyzer.rule.RuleSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether the rules of a directory have changed, and hands a new set on as a whole once it can be read and passes
 * its own tests; until then the old one stays. {@link #look} is called by one thread, {@link #problem} by any.
 */
public final class RuleWatch {

    private static final Logger LOG = LoggerFactory.getLogger(RuleWatch.class);

    private final RuleSource source;
    private final Path directory;
    private final Consumer<RuleSet> use;
    private String inForce;
    /** The files of the last set that was read; none yet, for they may have changed since those in force were. */
    private String known = "";

    private String before;
    private volatile Optional<String> problem = Optional.empty();

    /**
     * A watch over rules that are in force.
     *
     * @param inForce version of these rules
     * @param use takes the new ones
     */
    public RuleWatch(RuleSource source, Path directory, String inForce, Consumer<RuleSet> use) {
        this.source = source;
        this.directory = directory;
        this.inForce = inForce;
        this.use = use;
        this.before = fingerprint();
    }

    /** One look. Files that still change since the last one are left alone until they rest. */
    public void look() {
        String now = fingerprint();
        boolean rests = now.equals(before);
        before = now;
        if (!rests || now.equals(known)) {
            return;
        }
        known = now;
        try {
            RuleSet rules = source.loadTested();
            problem = Optional.empty();
            if (!rules.version().equals(inForce)) {
                LOG.info("rule set {} takes the place of {}", rules.version(), inForce);
                use.accept(rules);
                inForce = rules.version();
            }
        } catch (RuleException | UncheckedIOException e) {
            problem = Optional.of("rule set " + inForce + " stays in force, for the rules in " + directory
                    + " cannot be used: " + e.getMessage());
            LOG.warn("{}", problem.get());
        }
    }

    /** Why the files in the directory are not what is in force; empty where they are. */
    public Optional<String> problem() {
        return problem;
    }

    public Path directory() {
        return directory;
    }

    private String fingerprint() {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(RuleWatch::mark)
                    .collect(Collectors.joining("\n"));
        } catch (IOException | UncheckedIOException e) {
            return "unreadable";
        }
    }

    private static String mark(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return file + " " + attributes.size() + " " + attributes.lastModifiedTime() + " " + attributes.fileKey();
        } catch (IOException e) {
            return file + " gone";
        }
    }
}
