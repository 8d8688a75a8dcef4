package io.stopcause.app.demo;

import io.stopcause.model.Event;
import java.time.Instant;

/** Something that was read at one time. */
record Moment(Instant time, Event event) {}
