/** Discord: one embed for each incident, edited in place. */
@NullMarked
package io.stopcause.notifier.receiver.discord;

import org.jspecify.annotations.NullMarked;
