package io.stopcause.notifier.receiver.slack;

import io.stopcause.notifier.receiver.Addresses;
import io.stopcause.notifier.receiver.HttpPeer;
import io.stopcause.notifier.receiver.Peer;
import io.stopcause.notifier.receiver.Receiver;
import io.stopcause.notifier.receiver.ReceiverContract;
import io.stopcause.notifier.receiver.SecretText;
import io.stopcause.notifier.receiver.TestSurroundings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class SlackWebhookReceiverTest extends ReceiverContract {

    private static final String PATH = "/services/T0/B0/s3cr3tpath";

    @Override
    protected Peer connect() {
        return new Hooks();
    }

    private static final class Hooks implements Peer {

        private final HttpPeer willing = new HttpPeer(request -> HttpPeer.Answer.of(200, "ok"));
        private final HttpPeer busy =
                new HttpPeer(request -> new HttpPeer.Answer(429, Map.of("Retry-After", "3"), "rate_limited"));
        private final HttpPeer refusing = new HttpPeer(request -> HttpPeer.Answer.of(404, "no_service"));

        private static Receiver open(String address) {
            return new SlackReceiverConfig(
                            Optional.of(new SecretText(address + PATH)),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty())
                    .open(TestSurroundings.QUIET);
        }

        @Override
        public Receiver willing() {
            return open(willing.address());
        }

        @Override
        public Optional<Receiver> busy() {
            return Optional.of(open(busy.address()));
        }

        @Override
        public Optional<Receiver> refusing() {
            return Optional.of(open(refusing.address()));
        }

        @Override
        public Receiver absent() {
            return open("http://127.0.0.1:" + Addresses.unused());
        }

        @Override
        public List<String> received() {
            return willing.requests().stream()
                    .map(HttpPeer.Request::body)
                    .map(SlackLimits::check)
                    .toList();
        }

        @Override
        public List<String> forbidden() {
            return List.of("<!", "<script", "\u001B", "\r");
        }

        @Override
        public List<String> secrets() {
            return List.of("s3cr3tpath");
        }

        @Override
        public void close() {
            willing.close();
            busy.close();
            refusing.close();
        }
    }
}
