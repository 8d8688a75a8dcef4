package io.stopcause.notifier.receiver.sns;

import io.stopcause.model.Json;
import io.stopcause.notifier.message.Message;
import io.stopcause.notifier.message.MessageText;
import io.stopcause.notifier.message.SafeText;
import io.stopcause.notifier.receiver.Dispatch;
import io.stopcause.notifier.receiver.JsonBody;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/**
 * The parameters of a call of Publish.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
 */
final class Publication {

    /** SNS takes 256 KiB, attributes included. */
    private static final int MOST_BYTES = 250_000;

    private static final int SUBJECT = 99;
    private static final int ATTRIBUTE = 256;

    private Publication() {}

    static PublishRequest of(String topic, Dispatch dispatch, boolean json) {
        PublishRequest.Builder request = PublishRequest.builder()
                .topicArn(topic)
                .subject(subject(dispatch.message()))
                .message(body(dispatch, json))
                .messageAttributes(attributes(dispatch));
        if (isFifo(topic)) {
            request.messageGroupId(dispatch.incident().id()).messageDeduplicationId(dispatch.key());
        }
        return request.build();
    }

    static boolean isFifo(String topic) {
        return topic.endsWith(".fifo");
    }

    private static Map<String, MessageAttributeValue> attributes(Dispatch dispatch) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("incident", dispatch.incident().id());
        attributes.put("kind", dispatch.kind().wire());
        attributes.put("severity", dispatch.message().head().severity().wire());
        attributes.put("cause", dispatch.message().proof().cause());
        attributes.put(
                "scope",
                SafeText.line(
                        SafeText.cut(dispatch.incident().headline().scope().name(), ATTRIBUTE)));
        attributes.values().removeIf(String::isEmpty);
        Map<String, MessageAttributeValue> values = new LinkedHashMap<>();
        attributes.forEach((name, value) -> values.put(
                name,
                MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(value)
                        .build()));
        return values;
    }

    /** A subject begins with a letter, digit or punctuation mark of ASCII, and has no other characters. */
    private static String subject(Message message) {
        String ascii = ("[stopcause] " + MessageText.title(message)).replaceAll("[^\\x20-\\x7E]", "?");
        return ascii.substring(0, Math.min(SUBJECT, ascii.length()));
    }

    private static String body(Dispatch dispatch, boolean json) {
        if (json) {
            String body = Json.write(JsonBody.of(dispatch));
            if (body.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES) {
                return body;
            }
        }
        return MessageText.title(dispatch.message()) + "\n" + String.join("\n", MessageText.body(dispatch.message()));
    }
}
