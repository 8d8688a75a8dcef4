package io.stopcause.ingest.file;

import io.stopcause.ingest.Accounting;
import io.stopcause.ingest.Intake;
import io.stopcause.ingest.Screen;
import io.stopcause.ingest.Sink;
import io.stopcause.ingest.format.ContentReader;
import io.stopcause.ingest.format.Origin;
import io.stopcause.model.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * Reads files, directories (with all below them, in the order of their names) and standard input, packed
 * with gzip or zip or not. A name with {@code *} or {@code ?} that does not exist stands for all that match it. Below a directory, hidden files and the notes that lie beside recordings ({@code README*},
 * {@code *.md}) are left out, since what they quote did not happen; by its own name any file is read. What a file holds is recognised by its content; see the list of formats in the package
 * {@code format}.
 *
 * <p>Lines that tell no time, before the first that does, get the modification time of their file; on standard input
 * the time of the clock. Two readings of the same files with the same modification times hand on the same records.
 */
public final class FileReading {

    /** Literals, in lower case, of which the reader itself takes notice: a screen must not find a line with one quiet. */
    public static final List<String> LITERALS = ContentReader.LITERALS;

    /** Stands for standard input in a list of paths. */
    public static final Path STANDARD_INPUT = Path.of("-");

    private static final String STANDARD_INPUT_NAME = "standard input";
    private static final int MOST_ZIPS = 3;

    private final Intake intake;
    private final ContentReader reader;
    private final Optional<Screen> screen;
    private final Optional<InputHash> hash;
    private final ExecutorService scanners;
    private final Set<String> groups = new HashSet<>();
    private int zips;

    private FileReading(Sink sink, Clock clock, Optional<InputHash> hash) {
        this.hash = hash;
        this.intake = new Intake(sink, clock);
        this.reader = new ContentReader(intake);
        this.screen = sink.screen();
        this.scanners = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), FileReading::scanner);
    }

    private static Thread scanner(Runnable scan) {
        Thread thread = new Thread(scan, "scan");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Reads all of it into the sink, in this order. What cannot be read is a dead letter with its place; the rest is
     * read all the same.
     *
     * @param named files, directories, patterns of them and {@link #STANDARD_INPUT}
     * @param stdin read, and not closed, where the paths ask for it
     * @param clock for dead letters and for lines of standard input without a time
     * @throws MissingInputException if a path does not exist; then nothing has been read
     */
    public static Accounting read(List<Path> named, InputStream stdin, Sink sink, Clock clock) {
        return read(named, stdin, sink, clock, false);
    }

    /**
     * The same.
     *
     * @param hashed whether the accounting is to say which input it was; a gigabyte takes half a second more
     */
    public static Accounting read(List<Path> named, InputStream stdin, Sink sink, Clock clock, boolean hashed) {
        List<Path> paths = named.stream().flatMap(Patterns::expand).toList();
        List<String> missing = paths.stream()
                .filter(path -> !path.equals(STANDARD_INPUT) && !Files.exists(path))
                .map(FileReading::missing)
                .toList();
        if (!missing.isEmpty()) {
            throw new MissingInputException(String.join("\n", missing));
        }
        FileReading reading = new FileReading(sink, clock, hashed ? Optional.of(new InputHash()) : Optional.empty());
        try {
            for (Path path : paths) {
                if (path.equals(STANDARD_INPUT)) {
                    reading.whole(stdin, STANDARD_INPUT_NAME, STANDARD_INPUT_NAME, clock.instant());
                } else {
                    reading.path(path);
                }
            }
        } finally {
            reading.scanners.shutdownNow();
        }
        reading.intake.flush();
        Accounting accounting = reading.intake.accounting();
        return reading.hash.map(hash -> accounting.hashed(hash.value())).orElse(accounting);
    }

    private static String missing(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        String name = path.getFileName() == null
                ? path.toString()
                : path.getFileName().toString();
        if (parent == null || !Files.isDirectory(parent)) {
            return "no such file or directory: " + path;
        }
        try (Stream<Path> siblings = Files.list(parent)) {
            String hint = Nearest.to(
                            name,
                            siblings.map(each -> each.getFileName().toString()).toList())
                    .map(near -> "; did you mean '" + near + "'?")
                    .orElse("");
            return "no such file or directory: " + path + hint;
        } catch (IOException e) {
            return "no such file or directory: " + path + " (and its directory cannot be listed)";
        }
    }

    private void path(Path path) {
        if (!Files.isDirectory(path)) {
            file(path, name(path));
            return;
        }
        try (Stream<Path> children = Files.list(path)) {
            children.filter(child -> isInput(name(child))).sorted().forEach(child -> below(path, child));
        } catch (IOException | UncheckedIOException e) {
            intake.dead(path.toString(), "directory cannot be read: " + reason(e), "");
        }
    }

    private void below(Path root, Path path) {
        if (!Files.isDirectory(path)) {
            file(path, root.relativize(path).toString());
        } else if (!Files.isSymbolicLink(path)) {
            try (Stream<Path> children = Files.list(path)) {
                children.filter(child -> isInput(name(child))).sorted().forEach(child -> below(root, child));
            } catch (IOException | UncheckedIOException e) {
                intake.dead(path.toString(), "directory cannot be read: " + reason(e), "");
            }
        }
    }

    private static boolean isInput(String name) {
        return !name.startsWith(".") && !name.startsWith("README") && !name.endsWith(".md");
    }

    private void file(Path file, String name) {
        try (InputStream in = Files.newInputStream(file)) {
            Instant modified = Files.getLastModifiedTime(file).toInstant();
            whole(in, file.toString(), groups.add(name) ? name : file.toString(), modified);
        } catch (IOException e) {
            intake.dead(file.toString(), "file cannot be read: " + reason(e), "");
        }
    }

    /** A file as it lies there. */
    private void whole(InputStream in, String name, String group, Instant base) {
        if (hash.isEmpty()) {
            content(in, name, group, base);
            return;
        }
        hash.get().take(in, content -> content(content, name, group, base));
    }

    private void content(InputStream in, String name, String group, Instant base) {
        intake.file();
        try {
            InputStream content = Zip.lookable(in);
            if (Zip.starts(content)) {
                zip(content, name, base);
                return;
            }
            Decoding.Decoded decoded = Decoding.of(content);
            if (decoded.isText()) {
                Origin origin = new Origin(name, group, base, 0);
                screen.ifPresentOrElse(
                        look -> reader.read(decoded.content(), origin, look, scanners),
                        () -> reader.read(decoded.content(), origin));
            } else {
                intake.dead(name, "no text: " + decoded.what(), "");
            }
        } catch (IOException e) {
            intake.dead(name + ":1", "breaks off: " + ContentReader.reason(e), "");
        }
    }

    private void zip(InputStream in, String name, Instant base) throws IOException {
        if (zips == MOST_ZIPS) {
            intake.dead(name, "zip within zip, more than " + MOST_ZIPS + " deep", "");
            return;
        }
        zips++;
        try {
            Zip.each(in, (entry, content) -> {
                String place = name + "!" + entry;
                if (isInput(entry.substring(entry.lastIndexOf('/') + 1))) {
                    content(content, place, groups.add(entry) ? entry : place, base);
                }
            });
        } finally {
            zips--;
        }
    }

    private static String name(Path path) {
        return path.getFileName() == null ? path.toString() : path.getFileName().toString();
    }

    private static String reason(Exception e) {
        if (e instanceof NoSuchFileException) {
            return "it is gone, or a link that leads nowhere";
        }
        return e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
    }
}
