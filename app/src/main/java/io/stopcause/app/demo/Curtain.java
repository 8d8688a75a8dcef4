package io.stopcause.app.demo;

import java.time.Duration;

/** Tells when a person has seen enough. */
@FunctionalInterface
public interface Curtain {

    /** Waits; whether the curtain fell within the time. */
    boolean fallsWithin(Duration time) throws InterruptedException;
}
