@NullMarked
package io.stopcause.analyzer.match;

import org.jspecify.annotations.NullMarked;
