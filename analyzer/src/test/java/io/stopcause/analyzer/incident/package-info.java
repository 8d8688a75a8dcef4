@NullMarked
package io.stopcause.analyzer.incident;

import org.jspecify.annotations.NullMarked;
