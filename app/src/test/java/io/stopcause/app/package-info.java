@NullMarked
package io.stopcause.app;

import org.jspecify.annotations.NullMarked;
