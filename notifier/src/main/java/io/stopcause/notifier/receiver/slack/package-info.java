/** Slack: an incoming webhook, or a bot that edits one message for each incident. */
@NullMarked
package io.stopcause.notifier.receiver.slack;

import org.jspecify.annotations.NullMarked;
