package io.stopcause.app.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.stopcause.model.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A fake of one Slack channel behind Slack's web API: messages are posted, answered in threads, edited, and can be read
 * page by page, as the documentation of {@code chat.postMessage}, {@code chat.update}, {@code conversations.history} and
 * {@code conversations.replies} says. It takes its time before and after it has taken a message, so that a kill often
 * falls in between. Thread-safe.
 */
final class FakeChannel implements AutoCloseable {

    static final String ID = "C0123456789";

    private static final int SLOW_MILLIS = 5;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final HttpServer server;
    private final List<Message> messages = new ArrayList<>();
    private long told;

    /**
     * A message.
     *
     * @param time its id
     * @param thread id of the message that it answers, if any
     * @param metadata with its key
     */
    record Message(String time, Optional<String> thread, String text, JsonNode metadata) {

        String key() {
            return metadata.path("event_payload").path("key").asText();
        }

        Message edited(String changed) {
            return new Message(time, thread, changed, metadata);
        }
    }

    FakeChannel() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        server.setExecutor(threads);
        server.createContext("/api/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> form =
                    form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            pause();
            ObjectNode answer = answer(exchange.getRequestURI().getPath().substring("/api/".length()), form);
            pause();
            byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(SLOW_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized ObjectNode answer(String method, Map<String, String> form) {
        if (method.startsWith("chat.")) {
            told++;
        }
        return switch (method) {
            case "chat.postMessage" -> post(form);
            case "chat.update" -> update(form);
            case "conversations.history" ->
                page(
                        form,
                        reversed(messages.stream()
                                .filter(each -> each.thread().isEmpty())
                                .filter(each ->
                                        Double.parseDouble(each.time()) >= Double.parseDouble(form.get("oldest")))
                                .toList()));
            case "conversations.replies" ->
                page(
                        form,
                        messages.stream()
                                .filter(each ->
                                        each.thread().orElse(each.time()).equals(form.get("ts")))
                                .toList());
            case "auth.test" -> ok();
            default -> ok().put("ok", false).put("error", "unknown_method");
        };
    }

    private ObjectNode post(Map<String, String> form) {
        String time = "%d.%06d".formatted(System.currentTimeMillis() / 1_000, messages.size());
        messages.add(new Message(
                time,
                Optional.ofNullable(form.get("thread_ts")),
                text(form, "text"),
                Json.read(text(form, "metadata"), JsonNode.class)));
        return ok().put("ts", time);
    }

    private ObjectNode update(Map<String, String> form) {
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i).time().equals(form.get("ts"))) {
                messages.set(i, messages.get(i).edited(text(form, "text")));
                return ok().put("ts", form.get("ts"));
            }
        }
        return ok().put("ok", false).put("error", "message_not_found");
    }

    private static ObjectNode page(Map<String, String> form, List<Message> all) {
        int from = Integer.parseInt(form.getOrDefault("cursor", "0"));
        int to = Math.min(all.size(), from + Integer.parseInt(text(form, "limit")));
        ObjectNode answer = ok();
        ArrayNode listed = answer.putArray("messages");
        all.subList(from, to)
                .forEach(each -> listed.addObject().put("ts", each.time()).set("metadata", each.metadata()));
        answer.put("has_more", to < all.size())
                .putObject("response_metadata")
                .put("next_cursor", to < all.size() ? Integer.toString(to) : "");
        return answer;
    }

    private static List<Message> reversed(List<Message> oldestFirst) {
        List<Message> newestFirst = new ArrayList<>(oldestFirst);
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    private static ObjectNode ok() {
        return Json.mapper().createObjectNode().put("ok", true).put("channel", ID);
    }

    private static String text(Map<String, String> form, String field) {
        return form.getOrDefault(field, "{}");
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new HashMap<>();
        for (String pair : body.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return form;
    }

    /** Everything in the channel, threads included, oldest first. */
    synchronized List<Message> messages() {
        return List.copyOf(messages);
    }

    /** How often it was told anything, by a new message or by an edited one. */
    synchronized long told() {
        return told;
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
