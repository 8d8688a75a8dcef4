package io.stopcause.bench.stream;

import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.analyzer.stream.AnalyzerTopology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

/** The analyzer's own topology with its stores in one thread, without a broker; it commits after each record. */
public final class Bench implements AutoCloseable {

    private static final int OUTPUTS_AT_ONCE = 100;

    private final Path state;
    private final TopologyTestDriver driver;
    private final Map<String, TestInputTopic<byte[], byte[]>> topics = new HashMap<>();
    private int taken;

    public Bench(RuleSet rules) throws IOException {
        state = Files.createTempDirectory("stopcause-bench");
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "bench");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        driver = new TopologyTestDriver(AnalyzerTopology.build(rules, 1), properties);
    }

    /** Takes one record all the way. */
    public void take(ProducerRecord<byte[], byte[]> record) {
        topics.computeIfAbsent(
                        record.topic(),
                        name -> driver.createInputTopic(name, new ByteArraySerializer(), new ByteArraySerializer()))
                .pipeInput(record.key(), record.value());
        taken++;
        if (taken % OUTPUTS_AT_ONCE == 0) {
            forget();
        }
    }

    /** The driver keeps all that was written until somebody reads it. */
    private void forget() {
        List.copyOf(driver.producedTopicNames()).forEach(name -> driver.createOutputTopic(
                        name, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList());
    }

    /** Bytes of the stores' files. */
    long disk() throws IOException {
        try (Stream<Path> files = Files.walk(state)) {
            return files.filter(Files::isRegularFile).mapToLong(Bench::size).sum();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.close();
        try (Stream<Path> all = Files.walk(state)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
