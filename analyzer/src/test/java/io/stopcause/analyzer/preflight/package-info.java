@NullMarked
package io.stopcause.analyzer.preflight;

import org.jspecify.annotations.NullMarked;
