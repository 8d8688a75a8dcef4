package io.stopcause.console.live;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Tells browsers that something changed, by server-sent events: the tag of what is shown now, when it changes. One thread
 * serves all of them, so an open page costs a socket and nothing else.
 */
final class Streams implements AutoCloseable {

    /** Beyond that many a browser is sent away, and asks now and then instead. */
    private static final int MOST = 200;

    private static final long LOOK_MILLIS = 200;
    private static final int QUIET_LOOKS = 75;

    private final Supplier<String> tag;
    private final Set<HttpExchange> open = ConcurrentHashMap.newKeySet();
    private final Thread thread = new Thread(this::run, "console-events");
    private volatile boolean closing;

    /** @param tag of what is shown now */
    Streams(Supplier<String> tag) {
        this.tag = tag;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    boolean isFull() {
        return open.size() >= MOST;
    }

    /** Takes an exchange whose headers are set; it stays open after the handler has returned. */
    void open(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        if (send(exchange, event(tag.get()))) {
            open.add(exchange);
        }
    }

    private void run() {
        String told = "";
        int quiet = 0;
        while (!closing) {
            String now = tag.get();
            quiet = now.equals(told) ? quiet + 1 : 0;
            if (!now.equals(told)) {
                broadcast(event(now));
                told = now;
            } else if (quiet % QUIET_LOOKS == QUIET_LOOKS - 1) {
                broadcast(": still here\n\n");
            }
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static String event(String tag) {
        return "data: " + tag + "\n\n";
    }

    private void broadcast(String text) {
        open.removeIf(exchange -> !send(exchange, text));
    }

    /** Whether the browser is still there. */
    private static boolean send(HttpExchange exchange, String text) {
        try {
            exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            return true;
        } catch (IOException e) {
            exchange.close();
            return false;
        }
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        open.forEach(HttpExchange::close);
    }
}
