package io.stopcause.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Optional;

/** Lets the AWS SDK talk to an emulator on this machine. */
public final class Aws {

    public static final String REGION = "eu-west-1";

    private Aws() {}

    public static AwsConfig at(int port) {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        // Emulators of Kinesis read JSON.
        System.setProperty("aws.cborEnabled", "false");
        return new AwsConfig(Optional.of(REGION), Optional.of(URI.create("http://127.0.0.1:" + port)));
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
