package io.stopcause.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps {@code run} from starting is said in one sentence. */
class RunCommandTest {

    @TempDir
    private Path directory;

    @Test
    void aConfigurationWithFaults() throws IOException {
        Run run = run("kafak: {}\nconsole: {listen: here}\n");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("2 problems in the configuration")
                .contains("stopcause.yaml:1: kafak: unknown name 'kafak'; did you mean 'kafka'?")
                .contains("stopcause.yaml:2: console: listen: 'here' must be an address and a port")
                .doesNotContain("\tat ");
    }

    @Test
    void aKafkaThatCannotBeReached() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        Run run = run("kafka: {bootstrap.servers: '127.0.0.1:" + closed + "'}\n");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .contains("cannot reach Kafka at 127.0.0.1:" + closed)
                .doesNotContain("\tat ");
    }

    @Test
    void anAddressThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run run = run("console: {listen: '127.0.0.1:" + taken.getLocalPort() + "'}\n", "--roles", "console");
            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(run.err())
                    .contains("cannot serve the live page on")
                    .contains("console.listen")
                    .doesNotContain("\tat ", "fault of stopcause");
        }
    }

    @Test
    void aRoleThatDoesNotExist() throws IOException {
        Run run = run("", "--roles", "ingest,analyse");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("analyse").contains("ANALYZE");
    }

    private Run run(String config, String... more) throws IOException {
        Path file = Files.writeString(directory.resolve("stopcause.yaml"), config);
        String[] arguments = new String[3 + more.length];
        arguments[0] = "run";
        arguments[1] = "--config";
        arguments[2] = file.toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return Run.of(arguments);
    }
}
