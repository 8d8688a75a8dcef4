package io.stopcause.analyzer.stream;

import io.stopcause.model.DeadLetter;
import io.stopcause.model.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;

/** A record that cannot be read or judged goes to the dead letters with its reason, and the stream goes on. */
public final class DeadLetters implements DeserializationExceptionHandler, ProcessingExceptionHandler {

    @Override
    public DeserializationExceptionHandler.Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        return DeserializationExceptionHandler.Response.resume(letter(context, record.value(), exception));
    }

    @Override
    public ProcessingExceptionHandler.Response handleError(
            ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        return ProcessingExceptionHandler.Response.resume(letter(context, context.sourceRawValue(), exception));
    }

    private static List<ProducerRecord<byte[], byte[]>> letter(
            ErrorHandlerContext context, byte[] content, Exception exception) {
        String place = context.topic() + " partition " + context.partition() + " offset " + context.offset();
        DeadLetter letter = new DeadLetter(
                place,
                String.valueOf(exception.getMessage()),
                content == null ? "" : new String(content, StandardCharsets.UTF_8),
                Instant.ofEpochMilli(context.timestamp()));
        return List.of(Topics.DEAD_LETTERS.record(place, letter));
    }

    @Override
    public void configure(Map<String, ?> configs) {
        // nothing to set
    }
}
