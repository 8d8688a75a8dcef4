@NullMarked
package io.stopcause.analyzer.rule;

import org.jspecify.annotations.NullMarked;
