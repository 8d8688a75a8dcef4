@NullMarked
package io.stopcause.notifier;

import org.jspecify.annotations.NullMarked;
