@NullMarked
package io.stopcause.bench;

import org.jspecify.annotations.NullMarked;
