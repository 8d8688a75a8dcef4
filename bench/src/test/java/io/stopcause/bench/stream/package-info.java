@NullMarked
package io.stopcause.bench.stream;

import org.jspecify.annotations.NullMarked;
