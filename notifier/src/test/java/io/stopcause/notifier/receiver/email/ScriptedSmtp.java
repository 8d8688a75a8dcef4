package io.stopcause.notifier.receiver.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A mail server that answers every {@code RCPT} command with the same line, for moods that a real one has rarely. */
final class ScriptedSmtp implements AutoCloseable {

    private final ServerSocket server;
    private final String answer;

    ScriptedSmtp(String answer) {
        this.answer = answer;
        try {
            server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "scripted-smtp");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                talk(socket);
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void talk(Socket socket) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = socket.getOutputStream();
        String reply = "220 ready";
        while (true) {
            out.write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
            String line = in.readLine();
            if (line == null) {
                return;
            }
            String command = line.split(" ", -1)[0].toUpperCase(Locale.ROOT);
            reply = command.equals("RCPT") ? answer : command.equals("QUIT") ? "221 bye" : "250 ok";
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
