@NullMarked
package io.stopcause.analyzer.correlation;

import org.jspecify.annotations.NullMarked;
