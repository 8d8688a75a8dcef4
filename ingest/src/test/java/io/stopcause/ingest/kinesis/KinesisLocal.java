package io.stopcause.ingest.kinesis;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.stopcause.ingest.Aws;
import io.stopcause.ingest.AwsConfig;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An emulator of Kinesis that others wrote, {@code kinesis-local} of npm; skips the test where it is not installed. It
 * listens on loopback only.
 */
final class KinesisLocal implements AutoCloseable {

    private static final int ATTEMPTS = 300;

    private final Process process;
    private final int port;

    private KinesisLocal(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static KinesisLocal start() throws InterruptedException {
        Optional<Path> command = Stream.of(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator, -1))
                .map(directory -> Path.of(directory, "kinesis-local"))
                .filter(Files::isExecutable)
                .findFirst();
        assumeThat(command).as("kinesis-local is not on the PATH: skipped").isPresent();
        int port = Aws.freePort();
        try {
            Path script = command.orElseThrow().toRealPath();
            ProcessBuilder builder = new ProcessBuilder(
                            "node",
                            "-r",
                            Path.of("src/test/resources/loopback.cjs")
                                    .toAbsolutePath()
                                    .toString(),
                            script.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("KINESIS_MOCK_PLAIN_PORT", Integer.toString(port));
            builder.environment().put("KINESIS_MOCK_TLS_PORT", Integer.toString(Aws.freePort()));
            builder.environment()
                    .put(
                            "KINESIS_MOCK_CERT_PATH",
                            script.resolveSibling("server.json").toString());
            KinesisLocal started = new KinesisLocal(builder.start(), port);
            assumeThat(started.listens())
                    .as("kinesis-local does not start here: skipped")
                    .isTrue();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean listens() throws InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS && process.isAlive(); attempt++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            } catch (IOException notYet) {
                Thread.sleep(100);
            }
        }
        return false;
    }

    AwsConfig aws() {
        return Aws.at(port);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
