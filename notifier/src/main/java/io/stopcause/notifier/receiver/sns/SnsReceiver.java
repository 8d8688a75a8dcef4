package io.stopcause.notifier.receiver.sns;

import io.stopcause.notifier.receiver.Delivery;
import io.stopcause.notifier.receiver.Dispatch;
import io.stopcause.notifier.receiver.MustRetry;
import io.stopcause.notifier.receiver.Receiver;
import java.io.UncheckedIOException;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;

/** Publishes each message, with attributes that subscriptions can filter by. */
final class SnsReceiver implements Receiver {

    private static final String PLACE = "SNS";
    private static final int FORBIDDEN = 403;

    private final SnsClient client;
    private final String topic;
    private final boolean json;

    SnsReceiver(SnsClient client, String topic, boolean json) {
        this.client = client;
        this.topic = topic;
        this.json = json;
    }

    @Override
    public Delivery deliver(Dispatch dispatch) {
        try {
            client.publish(Publication.of(topic, dispatch, json));
            return new Delivery.Delivered("published", Optional.empty());
        } catch (AwsServiceException e) {
            return refused(e.statusCode(), e.awsErrorDetails());
        } catch (SdkException | UncheckedIOException e) {
            return MustRetry.unreachable(PLACE, e);
        }
    }

    private static Delivery refused(int status, AwsErrorDetails details) {
        return MustRetry.aws(
                status,
                details.sdkHttpResponse().firstMatchingHeader("Retry-After"),
                String.valueOf(details.errorCode()),
                String.valueOf(details.errorMessage()));
    }

    /** A topic with an order drops what it has had within five minutes. */
    @Override
    public boolean knowsRepeats() {
        return Publication.isFifo(topic);
    }

    /** Who may publish need not be allowed to look: then it has answered, and that is enough. */
    @Override
    public Optional<String> check() {
        try {
            client.getTopicAttributes(request -> request.topicArn(topic));
            return Optional.empty();
        } catch (AwsServiceException e) {
            boolean mayNotLook = e.statusCode() == FORBIDDEN;
            return mayNotLook ? Optional.empty() : Optional.of(MustRetry.inWords(PLACE, e));
        } catch (SdkException | UncheckedIOException e) {
            return Optional.of(MustRetry.inWords(PLACE, e));
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
