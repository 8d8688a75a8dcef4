package io.stopcause.notifier.receiver.console;

import io.stopcause.notifier.receiver.ConfigProblem;
import io.stopcause.notifier.receiver.Receiver;
import io.stopcause.notifier.receiver.ReceiverFactory;
import io.stopcause.notifier.receiver.Secrets;
import io.stopcause.notifier.receiver.Surroundings;
import java.util.List;
import java.util.Optional;

/**
 * The terminal.
 *
 * @param colors whether to use colours; off without it
 * @param width columns, from {@value #NARROWEST} to {@value #WIDEST}; {@value #USUAL} without it
 */
public record ConsoleReceiverConfig(boolean colors, Optional<Integer> width) implements ReceiverFactory {

    /** Without colours, in the usual width. */
    public static final ConsoleReceiverConfig PLAIN = new ConsoleReceiverConfig(false, Optional.empty());

    static final int NARROWEST = 40;
    static final int WIDEST = 400;
    static final int USUAL = 100;

    @Override
    public List<ConfigProblem> problems(Secrets secrets) {
        return width.filter(columns -> columns < NARROWEST || columns > WIDEST).stream()
                .map(columns ->
                        new ConfigProblem("width", columns + " must lie between " + NARROWEST + " and " + WIDEST))
                .toList();
    }

    @Override
    public Receiver open(Surroundings surroundings) {
        return new ConsoleReceiver(surroundings.out(), colors, width.orElse(USUAL));
    }
}
