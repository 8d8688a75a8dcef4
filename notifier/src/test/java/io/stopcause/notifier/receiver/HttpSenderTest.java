package io.stopcause.notifier.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.notifier.Incidents;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HttpSenderTest {

    private static final Duration SHORT = Duration.ofMillis(700);

    private static Delivery send(URI address) {
        try (HttpSender sender = new HttpSender(SHORT, InstantSource.fixed(Incidents.START))) {
            return sender.send(HttpPost.json(address, Map.of("a", 1)));
        }
    }

    /** A server that says the beginning, then one byte in a while and never the end. */
    private static ServerSocket trickle(String beginning) throws IOException {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(
                () -> {
                    try (Socket socket = server.accept()) {
                        OutputStream out = socket.getOutputStream();
                        out.write(beginning.getBytes(StandardCharsets.US_ASCII));
                        while (!server.isClosed()) {
                            out.write('x');
                            out.flush();
                            Thread.sleep(50);
                        }
                    } catch (IOException e) {
                        if (!server.isClosed()
                                && !String.valueOf(e.getMessage()).contains("pipe")) {
                            throw new UncheckedIOException(e);
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "trickle");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    @Test
    void aServerThatNeverComesToAnEndIsLeftInTime() throws IOException {
        String whole = "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n";
        for (String beginning : new String[] {"", "HTTP/1.1 200 OK\r\nX: ", whole}) {
            try (ServerSocket server = trickle(beginning)) {
                long start = System.nanoTime();
                assertThat(send(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/s3cr3t")))
                        .isInstanceOfSatisfying(Delivery.Retry.class, retry -> assertThat(retry.reason())
                                .contains("127.0.0.1")
                                .doesNotContain("s3cr3t"));
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SHORT.multipliedBy(5));
            }
        }
    }

    @Test
    void noMoreOfAnAnswerIsReadThanCouldBeOfUse() {
        try (HttpPeer server = new HttpPeer(request -> HttpPeer.Answer.of(200, "y".repeat(10_000_000)));
                HttpSender sender = new HttpSender(Duration.ofSeconds(10), InstantSource.fixed(Incidents.START))) {
            int[] length = {0};
            Delivery delivery = sender.send(HttpPost.json(URI.create(server.address()), 1), body -> {
                length[0] = body.length();
                return Optional.empty();
            });

            assertThat(delivery).isInstanceOf(Delivery.Delivered.class);
            assertThat(length[0]).isEqualTo(65_536);
        }
    }
}
