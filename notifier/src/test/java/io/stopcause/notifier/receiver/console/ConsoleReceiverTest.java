package io.stopcause.notifier.receiver.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.model.Notification.Kind;
import io.stopcause.notifier.Incidents;
import io.stopcause.notifier.receiver.Peer;
import io.stopcause.notifier.receiver.Receiver;
import io.stopcause.notifier.receiver.ReceiverContract;
import io.stopcause.notifier.receiver.TestSurroundings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsoleReceiverTest extends ReceiverContract {

    @Override
    protected Peer connect() {
        return new Terminal();
    }

    @Test
    void itLooksLikeAMessageAndKeepsCommandsWhole() {
        Terminal terminal = new Terminal();

        deliver(terminal.willing(), Incidents.STORY, Kind.OPENED, Optional.empty());

        assertThat(terminal.received()).containsExactly("""
                ┃ 🔴 Critical: nginx: the image is arm64, the instance is x86_64
                ┃ Since 2026-03-03 18:42:10 UTC
                ┃
                ┃ Cause: arch-mismatch (97 % sure, confirmed in the account; else entrypoint-missing-interpreter)
                ┃     app.log: exec /docker-entrypoint.sh: exec format error
                ┃     check image-supports-platform: nginx:1.27 is linux/arm64 only
                ┃ Against it:
                ┃     task.stoppedReason: Essential container in task exited
                ┃
                ┃ The image nginx:1.27 was built for arm64 and the container instance is x86_64.
                ┃
                ┃ Do first: Build the image for x86_64 and push it. (1 more step)
                ┃     docker build --platform linux/amd64 -t nginx:1.27 . && docker push nginx:1.27
                ┃
                ┃ Changed: failing since nginx:42; nginx:40 was good
                ┃ 3 failed tasks in service nginx, cluster web, eu-central-1, account 111122223333; hidden from
                ┃ view: log-configuration-missing
                ┃ http://127.0.0.1:8080/i/1
                ┃ Service:
                ┃ https://eu-central-1.console.aws.amazon.com/ecs/v2/clusters/web/services/nginx/health?region=eu-central-1
                """);
    }

    @Test
    void coloursAreThereOnlyWhenAskedFor() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Receiver colored = new ConsoleReceiverConfig(true, Optional.of(80)).open(TestSurroundings.printingTo(out));

        deliver(colored, Incidents.STORY, Kind.OPENED, Optional.empty());

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\u001B[31m┃\u001B[0m");
    }

    private static final class Terminal implements Peer {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        @Override
        public Receiver willing() {
            return ConsoleReceiverConfig.PLAIN.open(TestSurroundings.printingTo(out));
        }

        @Override
        public Optional<Receiver> busy() {
            return Optional.empty();
        }

        @Override
        public Optional<Receiver> refusing() {
            return Optional.empty();
        }

        @Override
        public Receiver absent() {
            return ConsoleReceiverConfig.PLAIN.open(TestSurroundings.printingTo(new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                    throw new IOException("the terminal is gone");
                }
            }));
        }

        @Override
        public List<String> received() {
            String text = out.toString(StandardCharsets.UTF_8);
            return text.isEmpty() ? List.of() : List.of(text.split("(?<=\n)\\R"));
        }

        @Override
        public List<String> forbidden() {
            return List.of("\u001B", "\u0007", "\r", "\u202E");
        }

        @Override
        public List<String> secrets() {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
