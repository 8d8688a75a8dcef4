package io.stopcause.ingest.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.stopcause.model.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/**
 * A stream of Kinesis Data Streams as far as it is read, with what emulators do not do: iterators that expire when they
 * are told to, throttling, and resharding at any moment. An answer holds two records at most.
 */
final class FakeKinesis implements AutoCloseable {

    private static final int RECORDS = 2;

    final List<String> calls = new ArrayList<>();
    private final Map<String, Stored> shards = new LinkedHashMap<>();
    private final Map<String, Integer> iterators = new HashMap<>();
    private final Clock clock;
    private final HttpServer server;
    private int numbers;
    private int refusals;

    private record Entry(String sequence, Instant arrived, String base64) {}

    private static final class Stored {
        private final List<String> parents;
        private final List<Entry> entries = new ArrayList<>();
        private boolean closed;

        private Stored(List<String> parents) {
            this.parents = parents;
        }
    }

    static {
        // Head and body of a response go out in two packets; without this the second waits 40 ms for an
        // acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    FakeKinesis(Clock clock) {
        this.clock = clock;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "fake kinesis");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::answer);
        server.start();
        shard("shard-0");
    }

    int port() {
        return server.getAddress().getPort();
    }

    synchronized void shard(String id, String... parents) {
        for (String parent : parents) {
            stored(parent).closed = true;
        }
        shards.put(id, new Stored(List.of(parents)));
    }

    /** The stream's retention is over. */
    synchronized void forget(String id) {
        shards.remove(id);
    }

    synchronized void put(String shard, byte[] data) {
        Stored stored = stored(shard);
        if (stored.closed) {
            throw new IllegalStateException(shard + " is closed");
        }
        stored.entries.add(new Entry(
                "%08d".formatted(numbers++),
                clock.instant(),
                Base64.getEncoder().encodeToString(data)));
    }

    /** What a subscription filter sends, packed. */
    static byte[] payload(String type, String group, String... messages) {
        ObjectNode payload = Json.mapper()
                .createObjectNode()
                .put("messageType", type)
                .put("owner", "111122223333")
                .put("logGroup", group)
                .put("logStream", "ecs/web/0123456789abcdef0123456789abcdef");
        payload.putArray("subscriptionFilters").add("stopcause");
        ArrayNode events = payload.putArray("logEvents");
        for (String message : messages) {
            events.addObject()
                    .put("id", "id of " + message)
                    .put("timestamp", 1_772_359_200_000L)
                    .put("message", message);
        }
        return packed(payload.toString());
    }

    static byte[] packed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    synchronized void expireIterators() {
        iterators.clear();
    }

    /** The next so many answers are that the shard's throughput is used up. */
    synchronized void refuse(int times) {
        refusals = times;
    }

    synchronized boolean isReadToTheEnd(String shard) {
        return calls.contains("end of " + shard);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private Stored stored(String id) {
        return Optional.ofNullable(shards.get(id)).orElseThrow(() -> new IllegalArgumentException("no shard " + id));
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        JsonNode request = Json.mapper().readTree(exchange.getRequestBody().readAllBytes());
        String action = exchange.getRequestHeaders().getFirst("X-Amz-Target").replaceAll(".*\\.", "");
        ObjectNode response = Json.mapper().createObjectNode();
        int status = 200;
        switch (action) {
            case "ListShards" -> list(response);
            case "GetShardIterator" -> status = iterator(request, response);
            case "GetRecords" -> status = records(request, response);
            default -> status = error(response, "UnknownOperationException");
        }
        byte[] bytes = response.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static int error(ObjectNode response, String type) {
        response.put("__type", type).put("message", "by the test");
        return 400;
    }

    private void list(ObjectNode response) {
        ArrayNode list = response.putArray("Shards");
        shards.forEach((id, stored) -> {
            ObjectNode shard = list.addObject().put("ShardId", id);
            if (!stored.parents.isEmpty()) {
                shard.put("ParentShardId", stored.parents.get(0));
            }
            if (stored.parents.size() > 1) {
                shard.put("AdjacentParentShardId", stored.parents.get(1));
            }
        });
    }

    private int iterator(JsonNode request, ObjectNode response) {
        String shard = request.path("ShardId").asText();
        List<Entry> entries = stored(shard).entries;
        String type = request.path("ShardIteratorType").asText();
        calls.add(type + " of " + shard);
        Instant at = Instant.ofEpochMilli((long) (request.path("Timestamp").asDouble() * 1000));
        if (type.equals("AT_TIMESTAMP") && at.isAfter(clock.instant().plus(Duration.ofSeconds(1)))) {
            return error(response, "InvalidArgumentException");
        }
        int index = 0;
        while (index < entries.size() && isBefore(entries.get(index), type, request, at)) {
            index++;
        }
        response.put("ShardIterator", issue(shard, index));
        return 200;
    }

    private static boolean isBefore(Entry entry, String type, JsonNode request, Instant at) {
        return switch (type) {
            case "AFTER_SEQUENCE_NUMBER" ->
                entry.sequence()
                                .compareTo(
                                        request.path("StartingSequenceNumber").asText())
                        <= 0;
            case "AT_TIMESTAMP" -> entry.arrived().isBefore(at);
            default -> false;
        };
    }

    private String issue(String shard, int index) {
        String iterator = shard + ":" + index + ":" + numbers++;
        iterators.put(iterator, index);
        return iterator;
    }

    private int records(JsonNode request, ObjectNode response) {
        if (refusals > 0) {
            refusals--;
            return error(response, "ProvisionedThroughputExceededException");
        }
        String iterator = request.path("ShardIterator").asText();
        if (!iterators.containsKey(iterator)) {
            return error(response, "ExpiredIteratorException");
        }
        String shard = iterator.substring(0, iterator.indexOf(':'));
        Stored stored = stored(shard);
        int from = iterators.get(iterator);
        int to = Math.min(from + RECORDS, stored.entries.size());
        ArrayNode records = response.putArray("Records");
        stored.entries.subList(from, to).forEach(entry -> records.addObject()
                .put("SequenceNumber", entry.sequence())
                .put("ApproximateArrivalTimestamp", entry.arrived().toEpochMilli() / 1000.0)
                .put("Data", entry.base64())
                .put("PartitionKey", "key"));
        boolean behind = to < stored.entries.size();
        response.put("MillisBehindLatest", behind ? 1000 : 0);
        if (behind || !stored.closed) {
            response.put("NextShardIterator", issue(shard, to));
        } else {
            calls.add("end of " + shard);
        }
        return 200;
    }
}
