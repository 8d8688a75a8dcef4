package io.stopcause.ingest;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** An emulator of AWS that others wrote; skips the test where it is not installed. Its account is 123456789012. */
public final class MotoServer implements AutoCloseable {

    public static final String ACCOUNT = "123456789012";

    private final Process process;
    private final int port;

    private MotoServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    public static MotoServer start() {
        Optional<Path> command = Stream.of(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator, -1))
                .map(directory -> Path.of(directory, "moto_server"))
                .filter(Files::isExecutable)
                .findFirst();
        assumeThat(command).as("moto_server is not on the PATH: skipped").isPresent();
        int port = Aws.freePort();
        try {
            Process process = new ProcessBuilder(
                            command.orElseThrow().toString(), "-H", "127.0.0.1", "-p", Integer.toString(port))
                    .redirectErrorStream(true)
                    .start();
            assumeThat(listens(process))
                    .as("moto_server does not start here: skipped")
                    .isTrue();
            return new MotoServer(process, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public AwsConfig aws() {
        return Aws.at(port);
    }

    /** The server says on its output when it listens; what it says later is thrown away. */
    private static boolean listens(Process process) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        while (line != null && !line.contains("Running on")) {
            line = output.readLine();
        }
        Thread drain = new Thread(() -> output.lines().forEach(said -> {}), "moto-output");
        drain.setDaemon(true);
        drain.start();
        return line != null;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }
}
