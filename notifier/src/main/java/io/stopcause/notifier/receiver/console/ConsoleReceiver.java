package io.stopcause.notifier.receiver.console;

import io.stopcause.model.Notification;
import io.stopcause.notifier.message.Message;
import io.stopcause.notifier.message.MessageText;
import io.stopcause.notifier.receiver.Delivery;
import io.stopcause.notifier.receiver.Dispatch;
import io.stopcause.notifier.receiver.Receiver;
import java.io.PrintStream;
import java.util.Optional;

/** Prints each message as one block, so that the blocks of several receivers do not mix. */
final class ConsoleReceiver implements Receiver {

    private static final String RED = "31";
    private static final String YELLOW = "33";
    private static final String GREEN = "32";
    private static final String BLUE = "34";
    private static final String BAR = "┃";

    private final PrintStream out;
    private final boolean colors;
    private final int width;

    ConsoleReceiver(PrintStream out, boolean colors, int width) {
        this.out = out;
        this.colors = colors;
        this.width = width;
    }

    @Override
    public Delivery deliver(Dispatch dispatch) {
        Message message = dispatch.message();
        String bar = paint(color(message.head()), BAR);
        StringBuilder block = new StringBuilder();
        String title = message.head().icon() + " " + MessageText.title(message);
        Wrapping.lines(title, width - BAR.length() - 1)
                .forEach(line ->
                        block.append(bar).append(' ').append(paint("1", line)).append('\n'));
        for (String text : MessageText.body(message)) {
            Wrapping.lines(text, width - BAR.length() - 1).forEach(line -> block.append(bar)
                    .append(line.isEmpty() ? "" : " " + line)
                    .append('\n'));
        }
        out.println(block);
        out.flush();
        return out.checkError()
                ? new Delivery.Retry("cannot write to the console", Optional.empty())
                : new Delivery.Delivered("printed", Optional.empty());
    }

    @Override
    public Optional<String> check() {
        return out.checkError() ? Optional.of("cannot write to the console") : Optional.empty();
    }

    @Override
    public void close() {
        out.flush();
    }

    private String paint(String color, String text) {
        return colors ? "\u001B[" + color + "m" + text + "\u001B[0m" : text;
    }

    private static String color(Message.Head head) {
        if (head.kind() == Notification.Kind.RESOLVED) {
            return GREEN;
        }
        return switch (head.severity()) {
            case CRITICAL -> RED;
            case WARNING -> YELLOW;
            case INFO -> BLUE;
        };
    }
}
