@NullMarked
package io.stopcause.analyzer.stream;

import org.jspecify.annotations.NullMarked;
