@NullMarked
package io.stopcause.notifier.route;

import org.jspecify.annotations.NullMarked;
