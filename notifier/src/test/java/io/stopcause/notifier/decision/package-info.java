@NullMarked
package io.stopcause.notifier.decision;

import org.jspecify.annotations.NullMarked;
