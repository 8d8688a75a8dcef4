@NullMarked
package io.stopcause.notifier.receiver.alertmanager;

import org.jspecify.annotations.NullMarked;
