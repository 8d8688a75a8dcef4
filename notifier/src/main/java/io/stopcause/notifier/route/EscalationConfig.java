package io.stopcause.notifier.route;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.Duration;

/**
 * Who else is told when nobody looks after an incident.
 *
 * @param after how long after the first message, without an acknowledgement
 * @param receiver name of the receiver
 */
public record EscalationConfig(
        @JsonDeserialize(using = TimeSpan.class) Duration after, String receiver) {}
