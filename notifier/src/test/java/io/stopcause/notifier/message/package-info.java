@NullMarked
package io.stopcause.notifier.message;

import org.jspecify.annotations.NullMarked;
