@NullMarked
package io.stopcause.analyzer.ending;

import org.jspecify.annotations.NullMarked;
