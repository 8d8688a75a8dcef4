package io.stopcause.notifier.receiver.sns;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.model.Notification.Kind;
import io.stopcause.notifier.Incidents;
import io.stopcause.notifier.receiver.Delivery;
import io.stopcause.notifier.receiver.HttpContract;
import io.stopcause.notifier.receiver.HttpPeer;
import io.stopcause.notifier.receiver.Receiver;
import io.stopcause.notifier.receiver.ReceiverFactory;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SnsReceiverTest extends HttpContract {

    private static final String TOPIC = "arn:aws:sns:eu-central-1:111122223333:stopcause";

    @BeforeAll
    static void credentials() {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
    }

    @AfterAll
    static void noCredentials() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    @Override
    protected Class<? extends ReceiverFactory> type() {
        return SnsConfig.class;
    }

    @Override
    protected String block(String address) {
        return "{'topicArn':'" + TOPIC + "','endpoint':'" + address + "'}";
    }

    @Override
    protected HttpPeer.Answer taken(HttpPeer.Request request) {
        String action = form(request).getOrDefault("Action", "");
        return HttpPeer.Answer.of(
                200,
                "<" + action + "Response xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><" + action + "Result/></"
                        + action + "Response>");
    }

    @Override
    protected boolean isMessage(HttpPeer.Request request) {
        return "Publish".equals(form(request).get("Action"));
    }

    /**
     * Limits of SNS: a subject of less than 100 characters of ASCII without control characters, 256 KiB a message,
     * attributes that are not empty.
     *
     * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
     */
    @Override
    protected String read(HttpPeer.Request request) {
        Map<String, String> form = form(request);
        assertThat(request.headers().get("Authorization")).contains("/eu-central-1/sns/aws4_request");
        assertThat(form.get("TopicArn")).startsWith(TOPIC);
        assertThat(form.get("Subject")).matches("[\\x21-\\x7E][\\x20-\\x7E]{0,98}");
        assertThat(request.body().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(3 * 256 * 1024);
        assertThat(form.getOrDefault("Message", "").getBytes(StandardCharsets.UTF_8))
                .hasSizeBetween(1, 256 * 1024);
        assertThat(form.entrySet())
                .filteredOn(entry -> entry.getKey().endsWith("StringValue"))
                .allSatisfy(entry -> assertThat(entry.getValue()).isNotEmpty());
        return form.get("Subject") + "\n" + form.get("Message");
    }

    private static Map<String, String> form(HttpPeer.Request request) {
        Map<String, String> form = new HashMap<>();
        for (String pair : request.body().split("&", -1)) {
            int equals = pair.indexOf('=');
            form.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return form;
    }

    @Test
    void attributesAreThereToFilterBy() {
        try (HttpPeer server = new HttpPeer(this::taken);
                Receiver receiver = open(server.address())) {
            deliver(receiver, Incidents.STORY, Kind.OPENED, Optional.empty());

            assertThat(form(server.requests().get(0)).values())
                    .contains(
                            "incident", "5f2c1a9be07d4431", "kind", "opened", "severity", "critical", "arch-mismatch");
        }
    }

    @Test
    void aTopicWithAnOrderDropsRepeats() {
        try (HttpPeer server = new HttpPeer(this::taken);
                Receiver receiver = openBlock(block(server.address()).replace(TOPIC, TOPIC + ".fifo"))) {
            deliver(receiver, Incidents.STORY, Kind.OPENED, Optional.empty());

            assertThat(receiver.knowsRepeats()).isTrue();
            assertThat(form(server.requests().get(0)))
                    .containsEntry("MessageDeduplicationId", "0123456789abcdef")
                    .containsEntry("MessageGroupId", "5f2c1a9be07d4431");
        }
    }

    @Test
    void machinesGetJsonAndThrottlingPasses() {
        try (HttpPeer server = new HttpPeer(request -> HttpPeer.Answer.of(
                        400,
                        "<ErrorResponse><Error><Type>Sender</Type><Code>ThrottledException</Code>"
                                + "<Message>Rate exceeded</Message></Error></ErrorResponse>"));
                Receiver receiver = openBlock(block(server.address()).replaceFirst("}$", ",'json':true}"))) {
            assertThat(deliver(receiver, Incidents.STORY, Kind.OPENED, Optional.empty()))
                    .isInstanceOfSatisfying(Delivery.Retry.class, retry -> assertThat(retry.reason())
                            .contains("ThrottledException: Rate exceeded"));
            assertThat(form(server.requests().get(0)).get("Message")).startsWith("{\"version\":1,");
        }
    }
}
