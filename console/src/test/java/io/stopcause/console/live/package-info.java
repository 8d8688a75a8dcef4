@NullMarked
package io.stopcause.console.live;

import org.jspecify.annotations.NullMarked;
