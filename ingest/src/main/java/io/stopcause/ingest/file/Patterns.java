package io.stopcause.ingest.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Names with wildcards, where no shell has filled them in: in quotes, in a configuration, on Windows. */
final class Patterns {

    private Patterns() {}

    /** All that match, in the order of their names; the name itself where it exists, is no pattern, or matches nothing. */
    static Stream<Path> expand(Path named) {
        if (!named.toString().matches(".*[*?\\[{].*") || Files.exists(named)) {
            return Stream.of(named);
        }
        List<Path> found = List.of(named.isAbsolute() ? named.getRoot() : Path.of(""));
        for (Path part : named) {
            List<Path> next = new ArrayList<>();
            for (Path directory : found) {
                next.addAll(children(directory, part.toString()));
            }
            found = next;
        }
        return found.isEmpty() ? Stream.of(named) : found.stream();
    }

    private static List<Path> children(Path directory, String pattern) {
        Path literal = directory.resolve(pattern);
        if (Files.exists(literal)) {
            return List.of(literal);
        }
        if (!Files.isDirectory(directory.toAbsolutePath())) {
            return List.of();
        }
        boolean bare = directory.toString().isEmpty();
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> matching = Files.newDirectoryStream(bare ? Path.of(".") : directory, pattern)) {
            matching.forEach(child -> children.add(bare ? child.getFileName() : child));
        } catch (PatternSyntaxException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        children.sort(null);
        return children;
    }
}
