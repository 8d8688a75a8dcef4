/** A terminal or a file: the message as it would look in Slack. */
@NullMarked
package io.stopcause.notifier.receiver.console;

import org.jspecify.annotations.NullMarked;
