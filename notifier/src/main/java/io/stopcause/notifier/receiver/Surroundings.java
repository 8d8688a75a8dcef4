package io.stopcause.notifier.receiver;

import java.io.PrintStream;
import java.time.InstantSource;

/**
 * What receivers take from the process around them.
 *
 * @param out where the console receiver prints
 * @param clock the time of attempts and signatures; nothing is decided by it
 * @param secrets where secrets come from
 */
public record Surroundings(PrintStream out, InstantSource clock, Secrets secrets) {}
