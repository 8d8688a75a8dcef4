package io.stopcause.ingest.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.model.Json;
import java.util.Collection;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** What the SDK hands out as objects, as the JSON that the AWS CLI would print. */
public final class Described {

    private Described() {}

    /** With the names of the API; what is not set is left out, and so is what is empty. */
    public static JsonNode of(SdkPojo described) {
        ObjectNode node = Json.mapper().createObjectNode();
        for (SdkField<?> field : described.sdkFields()) {
            Object value = field.getValueOrDefault(described);
            if (value != null && !isEmpty(value)) {
                node.set(field.locationName(), any(value));
            }
        }
        return node;
    }

    private static boolean isEmpty(Object value) {
        return (value instanceof Collection<?> list && list.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty());
    }

    private static JsonNode any(Object value) {
        if (value instanceof SdkPojo pojo) {
            return of(pojo);
        }
        if (value instanceof Collection<?> list) {
            ArrayNode array = Json.mapper().createArrayNode();
            list.forEach(each -> array.add(any(each)));
            return array;
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = Json.mapper().createObjectNode();
            map.forEach((key, each) -> object.set(String.valueOf(key), any(each)));
            return object;
        }
        return value instanceof Number || value instanceof Boolean
                ? Json.mapper().valueToTree(value)
                : Json.mapper().getNodeFactory().textNode(value.toString());
    }
}
