package io.stopcause.notifier.receiver;

import java.io.PrintStream;
import java.time.InstantSource;

/**
 * What receivers take from the process around them.
 *
 * @param out where the console receiver prints
 * @param clock the time of attempts and signatures; nothing is decided by it
 * @param secrets where secrets come from
 * @param orders where the press of a button goes
 */
public record Surroundings(PrintStream out, InstantSource clock, Secrets secrets, Orders orders) {

    /** Where nobody takes orders. */
    public Surroundings(PrintStream out, InstantSource clock, Secrets secrets) {
        this(out, clock, secrets, Orders.NONE);
    }

    /** The same with somebody who takes orders. */
    public Surroundings obeying(Orders taker) {
        return new Surroundings(out, clock, secrets, taker);
    }
}
