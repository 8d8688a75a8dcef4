@NullMarked
package io.stopcause.notifier.canary;

import org.jspecify.annotations.NullMarked;
