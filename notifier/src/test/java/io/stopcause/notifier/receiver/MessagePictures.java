package io.stopcause.notifier.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.stopcause.model.Json;
import io.stopcause.model.Notification.Kind;
import io.stopcause.notifier.Incidents;
import io.stopcause.notifier.message.MessageWriter;
import io.stopcause.notifier.receiver.alertmanager.AlertmanagerConfig;
import io.stopcause.notifier.receiver.discord.DiscordConfig;
import io.stopcause.notifier.receiver.opsgenie.OpsgenieConfig;
import io.stopcause.notifier.receiver.pagerduty.PagerDutyConfig;
import io.stopcause.notifier.receiver.slack.SlackReceiverConfig;
import io.stopcause.notifier.receiver.sns.SnsConfig;
import io.stopcause.notifier.receiver.teams.TeamsConfig;
import io.stopcause.notifier.receiver.webhook.WebhookConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Draws what receivers send, as {@code docs/images/<receiver>.png}: the request of each is taken from the wire and laid
 * out in a browser in the manner of the other side. Run by hand with Chromium, from the module's directory, with any
 * credentials of AWS in the environment; arguments are the receivers to draw, all without them.
 */
final class MessagePictures {

    private static final Path IMAGES = Path.of("../docs/images");
    private static final Pattern HEIGHT = Pattern.compile("<title>height (\\d+)</title>");
    private static final int WIDTH = 720;

    private MessagePictures() {}

    private record Sender(Class<? extends ReceiverFactory> type, String block) {}

    private static Map<String, Sender> senders(String address) {
        Map<String, Sender> senders = new LinkedHashMap<>();
        senders.put(
                "slack",
                new Sender(
                        SlackReceiverConfig.class,
                        "{'token':'xoxb','channel':'C0123456789','apiUrl':'" + address
                                + "/api/','buttons':{'appToken':'xapp-1'}}"));
        senders.put("teams", new Sender(TeamsConfig.class, "{'webhookUrl':'" + address + "/workflow'}"));
        senders.put("discord", new Sender(DiscordConfig.class, "{'webhookUrl':'" + address + "/api/webhooks/1/x'}"));
        senders.put("pagerduty", new Sender(PagerDutyConfig.class, "{'routingKey':'k','apiUrl':'" + address + "'}"));
        senders.put("opsgenie", new Sender(OpsgenieConfig.class, "{'apiKey':'k','apiUrl':'" + address + "'}"));
        senders.put(
                "sns",
                new Sender(
                        SnsConfig.class,
                        "{'topicArn':'arn:aws:sns:eu-central-1:111122223333:stopcause','endpoint':'" + address + "'}"));
        senders.put("alertmanager", new Sender(AlertmanagerConfig.class, "{'url':'" + address + "'}"));
        senders.put("webhook", new Sender(WebhookConfig.class, "{'url':'" + address + "','secret':'s3cret'}"));
        return senders;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("message-pictures");
        try (HttpPeer peer = new HttpPeer(MessagePictures::taken)) {
            Map<String, Sender> senders = senders(peer.address());
            if (args.length > 0) {
                senders.keySet().retainAll(List.of(args));
            }
            for (Map.Entry<String, Sender> each : senders.entrySet()) {
                int before = peer.requests().size();
                send(each.getValue());
                draw(directory, each.getKey(), payload(peer.requests().get(before)));
            }
        }
    }

    private static HttpPeer.Answer taken(HttpPeer.Request request) {
        return HttpPeer.Answer.of(
                200,
                request.body().contains("Action=Publish")
                        ? "<PublishResponse><PublishResult/></PublishResponse>"
                        : "{\"ok\":true,\"id\":\"1\",\"channel\":\"C1\",\"ts\":\"1.1\"}");
    }

    private static void send(Sender sender) {
        ReceiverFactory factory = Json.read(sender.block().replace('\'', '"'), sender.type());
        try (Receiver receiver = factory.open(TestSurroundings.QUIET)) {
            Delivery delivery = receiver.deliver(Dispatch.of(
                    Incidents.STORY,
                    MessageWriter.write(
                            Incidents.STORY,
                            Kind.OPENED,
                            List.of(),
                            Optional.of("https://stopcause.example.org/incidents/5f2c1a9be07d4431")),
                    "picture",
                    Optional.empty()));
            if (!(delivery instanceof Delivery.Delivered)) {
                throw new IllegalStateException(delivery.toString());
            }
        }
    }

    /** A body as it is, or the fields of a form. */
    private static String payload(HttpPeer.Request request) {
        if (request.body().startsWith("{") || request.body().startsWith("[")) {
            return request.body();
        }
        ObjectNode form = Json.mapper().createObjectNode();
        for (String pair : request.body().split("&", -1)) {
            String[] parts = pair.split("=", 2);
            String value = URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
            form.set(parts[0], value.startsWith("[{") ? Json.read(value, JsonNode.class) : TextNode.valueOf(value));
        }
        return form.toString();
    }

    private static void draw(Path directory, String kind, String payload) throws IOException, InterruptedException {
        Path page = directory.resolve(kind + ".html");
        Files.writeString(
                page,
                template().replace("PAYLOAD", payload.replace("</", "<\\/")).replace("KIND", kind));
        Matcher height = HEIGHT.matcher(chromium(directory, page, "--dump-dom"));
        if (!height.find()) {
            throw new IllegalStateException("the page of " + kind + " failed: " + page);
        }
        chromium(
                directory,
                page,
                "--hide-scrollbars",
                "--force-device-scale-factor=1",
                "--window-size=" + WIDTH + "," + height.group(1),
                "--screenshot=" + IMAGES.resolve(kind + ".png").toAbsolutePath());
    }

    private static String template() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                MessagePictures.class.getResourceAsStream("/message-pictures.html"), "message-pictures.html")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String chromium(Path directory, Path page, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + directory.resolve("profile")));
        command.addAll(List.of(options));
        command.add(page.toUri().toString());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream out = process.getInputStream()) {
            String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return text;
        }
    }
}
