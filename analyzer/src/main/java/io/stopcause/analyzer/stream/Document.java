package io.stopcause.analyzer.stream;

import io.stopcause.analyzer.incident.ScopeFold;
import io.stopcause.model.Json;
import io.stopcause.model.SharedCauses;
import io.stopcause.model.topic.Topic;
import io.stopcause.model.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * A record on its way to one of the topics that the analyzer writes.
 *
 * @param json the value; empty for a document that is no more
 */
record Document(String topic, String key, String json) {

    /** All documents of a scope, by topic and key. */
    static Map<String, Document> of(ScopeFold.Amount amount) {
        Map<String, Document> documents = new TreeMap<>();
        amount.incidents().forEach(each -> add(documents, Topics.INCIDENTS, each.id(), each));
        amount.findings().forEach(each -> add(documents, Topics.FINDINGS, each.id(), each));
        add(documents, Topics.HISTORIES, amount.history().scope().key(), amount.history());
        SharedCauses shared = amount.shared();
        if (!shared.incidents().isEmpty()) {
            add(documents, Topics.SHARED_CAUSES, shared.scope(), shared);
        }
        amount.questions().forEach(each -> {
            Document document = new Document(Topics.QUESTIONS.name(), each.scope(), Json.write(each));
            documents.put(document.topic + "|" + each.id(), document);
        });
        return documents;
    }

    private static <T> void add(Map<String, Document> documents, Topic<T> topic, String key, T value) {
        documents.put(topic.name() + "|" + key, new Document(topic.name(), key, Json.write(value)));
    }

    boolean isQuestion() {
        return topic.equals(Topics.QUESTIONS.name());
    }

    static Serde<Document> serde() {
        return Serdes.serdeFrom(
                (topic, document) -> document.json.isEmpty() ? null : document.json.getBytes(StandardCharsets.UTF_8),
                (topic, bytes) -> new Document(topic, "", new String(bytes, StandardCharsets.UTF_8)));
    }
}
