package io.stopcause.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckConfigCommandTest {

    @TempDir
    private Path directory;

    @Test
    void aTestMessageArrivesAndIsTakenBack() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            Run run = Run.of("check-config", "--config", mailTo(server.getSmtp().getPort()), "--send-test", "team");

            assertThat(run.exitCode()).isEqualTo(ExitCode.FINE);
            assertThat(run.out()).contains("test       team has it: accepted by 127.0.0.1:");
            assertThat(server.getReceivedMessages()).hasSize(2);
            assertThat(server.getReceivedMessages()[0].getSubject())
                    .isEqualTo("[stopcause] This is a test: nothing has failed");
            assertThat(server.getReceivedMessages()[1].getHeader("In-Reply-To"))
                    .containsExactly(server.getReceivedMessages()[0].getMessageID());
        } finally {
            server.stop();
        }
    }

    @Test
    void whoDoesNotGetItIsTold() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        Run run = Run.of("check-config", "--config", mailTo(port), "--send-test", "team");

        assertThat(run.exitCode()).isEqualTo(ExitCode.FOUND);
        assertThat(run.out()).contains("test       team does not have it: cannot reach 127.0.0.1:" + port);
    }

    @Test
    void anUnknownReceiverIsWrongUse() throws IOException {
        Run run = Run.of("check-config", "--config", mailTo(1), "--send-test", "teem");

        assertThat(run.exitCode()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(run.err()).contains("unknown receiver 'teem'; did you mean 'team'?");
    }

    private String mailTo(int port) throws IOException {
        return Files.writeString(directory.resolve("stopcause.yaml"), """
            notify:
              route: {receiver: team}
              receivers:
                - name: team
                  email:
                    from: stopcause@example.org
                    to: ops@example.org
                    smtp: {host: 127.0.0.1, port: %d, security: plain}
            """.formatted(port))
                .toString();
    }
}
