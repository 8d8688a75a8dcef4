package io.stopcause.app.run;

import io.stopcause.app.broker.EmbeddedBroker;
import io.stopcause.app.broker.TopicCreation;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** A broker in a process of its own, which can be made to stand still. */
final class BrokerProcess implements AutoCloseable {

    private final Process process;
    private final String address;

    private BrokerProcess(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    static BrokerProcess start(Path directory) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerProcess.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        return new BrokerProcess(process, output.readLine());
    }

    /** The broker; says where it listens, and lives until it is killed. */
    public static void main(String[] arguments) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]))) {
            TopicCreation.ensure(broker.clientProperties(), 4);
            System.out.println(broker.bootstrapServers());
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    Map<String, Object> clientProperties() {
        return Map.of("bootstrap.servers", address);
    }

    void standStill() throws IOException, InterruptedException {
        signal("-STOP");
    }

    void goOn() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
