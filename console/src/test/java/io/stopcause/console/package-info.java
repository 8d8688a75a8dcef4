@NullMarked
package io.stopcause.console;

import org.jspecify.annotations.NullMarked;
