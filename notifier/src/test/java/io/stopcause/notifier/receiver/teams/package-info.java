@NullMarked
package io.stopcause.notifier.receiver.teams;

import org.jspecify.annotations.NullMarked;
