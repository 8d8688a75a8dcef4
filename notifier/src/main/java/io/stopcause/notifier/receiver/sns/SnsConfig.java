package io.stopcause.notifier.receiver.sns;

import io.stopcause.notifier.receiver.ConfigProblem;
import io.stopcause.notifier.receiver.HttpAddress;
import io.stopcause.notifier.receiver.HttpSender;
import io.stopcause.notifier.receiver.Receiver;
import io.stopcause.notifier.receiver.ReceiverFactory;
import io.stopcause.notifier.receiver.Secrets;
import io.stopcause.notifier.receiver.Surroundings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.SnsClientBuilder;

/**
 * A topic of Amazon SNS. Credentials are found as all AWS tools find them; they need {@code sns:Publish} on the topic.
 *
 * @param topicArn the topic, whose Region is in its name
 * @param json whether subscribers get the JSON that webhooks get, not a text for people; off without it
 * @param endpoint of SNS, for an emulator
 */
public record SnsConfig(String topicArn, boolean json, Optional<String> endpoint) implements ReceiverFactory {

    private static final Pattern TOPIC =
            Pattern.compile("arn:aws[a-z-]*:sns:([a-z0-9-]{4,32}):\\d{12}:[\\w-]{1,256}(?:\\.fifo)?");

    @Override
    public List<ConfigProblem> problems(Secrets secrets) {
        List<ConfigProblem> problems = new ArrayList<>();
        if (!TOPIC.matcher(topicArn).matches()) {
            problems.add(new ConfigProblem(
                    "topicArn",
                    "'" + topicArn + "' is no topic such as arn:aws:sns:eu-central-1:111122223333:stopcause"));
        }
        HttpAddress.problem("endpoint", endpoint).ifPresent(problems::add);
        return problems;
    }

    @Override
    public Receiver open(Surroundings surroundings) {
        Matcher topic = TOPIC.matcher(topicArn);
        if (!topic.matches()) {
            throw new IllegalStateException("no topic: " + topicArn);
        }
        SnsClientBuilder client = SnsClient.builder()
                .region(Region.of(topic.group(1)))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(settings ->
                        settings.apiCallTimeout(HttpSender.TIMEOUT).retryStrategy(DefaultRetryStrategy.doNotRetry()));
        endpoint.map(URI::create).ifPresent(client::endpointOverride);
        return new SnsReceiver(client.build(), topicArn, json);
    }
}
