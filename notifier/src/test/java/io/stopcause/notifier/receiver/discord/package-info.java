@NullMarked
package io.stopcause.notifier.receiver.discord;

import org.jspecify.annotations.NullMarked;
