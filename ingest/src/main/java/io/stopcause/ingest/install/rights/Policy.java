package io.stopcause.ingest.install.rights;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.model.Json;
import java.util.Collection;
import java.util.List;

/** IAM's own form of statements. */
public final class Policy {

    private Policy() {}

    /** A policy document. */
    public static ObjectNode document(List<Statement> statements) {
        ObjectNode document = Json.mapper().createObjectNode();
        document.put("Version", "2012-10-17");
        ArrayNode list = document.putArray("Statement");
        for (Statement statement : statements) {
            ObjectNode each = list.addObject();
            each.put("Sid", statement.sid());
            each.put("Effect", "Allow");
            each.set("Action", texts(statement.actions()));
            each.set("Resource", texts(statement.resources()));
        }
        return document;
    }

    private static ArrayNode texts(Collection<String> texts) {
        ArrayNode array = Json.mapper().createArrayNode();
        texts.forEach(array::add);
        return array;
    }
}
