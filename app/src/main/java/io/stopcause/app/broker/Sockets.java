package io.stopcause.app.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * The listening sockets of broker and controller, bound before the configuration is written, because the ports stand
 * in it: asking for free ports first and binding them later would lose a race now and then.
 */
final class Sockets implements ServerSocketFactory, AutoCloseable {

    static final String BROKER = "PLAINTEXT";
    static final String CONTROLLER = "CONTROLLER";

    private final ServerSocketChannel broker;
    private final ServerSocketChannel controller;

    private Sockets(ServerSocketChannel broker, ServerSocketChannel controller) {
        this.broker = broker;
        this.controller = controller;
    }

    static Sockets bind() {
        try {
            return new Sockets(loopback(), loopback());
        } catch (IOException e) {
            throw new BrokerException("cannot listen on the loopback address: " + e.getMessage(), e);
        }
    }

    private static ServerSocketChannel loopback() throws IOException {
        InetAddress address = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        return ServerSocketChannel.open().bind(new InetSocketAddress(address, 0));
    }

    /** Host and port where clients find the broker. */
    String brokerAddress() {
        return address(broker);
    }

    String controllerAddress() {
        return address(controller);
    }

    InetSocketAddress controllerEndpoint() {
        return (InetSocketAddress) controller.socket().getLocalSocketAddress();
    }

    private static String address(ServerSocketChannel channel) {
        return channel.socket().getInetAddress().getHostAddress() + ":"
                + channel.socket().getLocalPort();
    }

    @Override
    public ServerSocketChannel openServerSocket(
            String listener, InetSocketAddress address, int backlog, int receiveBuffer) throws IOException {
        ServerSocketChannel channel = listener.equals(CONTROLLER) ? controller : broker;
        channel.configureBlocking(false);
        return channel;
    }

    /** Frees the ports; harmless after Kafka has closed them. */
    @Override
    public void close() {
        try (broker;
                controller) {
            // Nothing else to do: both are closed even if the first fails.
        } catch (IOException e) {
            throw new BrokerException("cannot close the broker's ports", e);
        }
    }
}
