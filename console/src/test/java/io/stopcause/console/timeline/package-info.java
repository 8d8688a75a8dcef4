@NullMarked
package io.stopcause.console.timeline;

import org.jspecify.annotations.NullMarked;
