package io.stopcause.analyzer.incident;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.model.Redaction;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What a task definition sets, as names and values that two revisions can be compared by. Of environment variables the
 * names alone are kept. Bounded.
 */
final class Settings {

    private static final int MOST = 400;
    private static final int LENGTH = 200;

    /** By the API's name; what is a list or an object stands as its words. */
    private static final Map<String, String> OF_TASK = Map.of(
            "networkMode", "network mode",
            "cpu", "CPU of the task",
            "memory", "memory of the task",
            "executionRoleArn", "execution role",
            "taskRoleArn", "task role",
            "requiresCompatibilities", "launch type",
            "pidMode", "PID mode",
            "volumes", "volumes",
            "runtimePlatform", "platform",
            "ephemeralStorage", "ephemeral storage");

    private static final Map<String, String> OF_CONTAINER = new TreeMap<>(Map.ofEntries(
            Map.entry("image", "image"),
            Map.entry("command", "command"),
            Map.entry("entryPoint", "entry point"),
            Map.entry("workingDirectory", "working directory"),
            Map.entry("user", "user"),
            Map.entry("cpu", "CPU"),
            Map.entry("memory", "memory limit"),
            Map.entry("memoryReservation", "memory reservation"),
            Map.entry("essential", "essential"),
            Map.entry("portMappings", "ports"),
            Map.entry("healthCheck", "health check"),
            Map.entry("logConfiguration", "log configuration"),
            Map.entry("dependsOn", "dependencies"),
            Map.entry("mountPoints", "mount points"),
            Map.entry("linuxParameters", "Linux parameters"),
            Map.entry("ulimits", "ulimits"),
            Map.entry("stopTimeout", "stop timeout"),
            Map.entry("readonlyRootFilesystem", "read-only root"),
            Map.entry("environmentFiles", "environment files")));

    private final SortedMap<String, String> values = new TreeMap<>();

    private Settings() {}

    static SortedMap<String, String> of(JsonNode definition) {
        Settings settings = new Settings();
        OF_TASK.forEach((field, name) -> settings.put(name, definition.path(field)));
        definition.path("containerDefinitions").forEach(settings::container);
        while (settings.values.size() > MOST) {
            settings.values.remove(settings.values.lastKey());
        }
        return Collections.unmodifiableSortedMap(settings.values);
    }

    private void container(JsonNode container) {
        String of = " of " + container.path("name").asText();
        values.put("container" + of.substring(3), "");
        OF_CONTAINER.forEach((field, name) -> put(name + of, container.path(field)));
        container
                .path("environment")
                .forEach(variable ->
                        values.put("variable " + variable.path("name").asText() + of, ""));
        container
                .path("secrets")
                .forEach(secret -> put("secret " + secret.path("name").asText() + of, secret.path("valueFrom")));
    }

    private void put(String name, JsonNode value) {
        String words = words(value);
        if (!words.isEmpty() && !words.equals("0")) {
            String safe = Redaction.of(words);
            values.put(name, safe.length() > LENGTH ? safe.substring(0, LENGTH) + "\u2026" : safe);
        }
    }

    /** Fields are ordered, since two calls may write them in another order. */
    private static String words(JsonNode value) {
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(Settings::words)
                    .collect(Collectors.joining(value.path(0).isObject() ? "; " : " "));
        }
        if (value.isObject()) {
            return new TreeMap<>(value.properties().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, entry -> words(entry.getValue()))))
                    .entrySet().stream()
                            .filter(entry -> !entry.getValue().isEmpty())
                            .map(entry -> entry.getKey() + " " + entry.getValue())
                            .collect(Collectors.joining(", "));
        }
        return value.isNull() ? "" : value.asText();
    }
}
