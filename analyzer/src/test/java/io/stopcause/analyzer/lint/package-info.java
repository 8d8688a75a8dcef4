@NullMarked
package io.stopcause.analyzer.lint;

import org.jspecify.annotations.NullMarked;
