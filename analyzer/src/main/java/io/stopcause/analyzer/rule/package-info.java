/** The knowledge: rules as data, read strictly and refused as a whole. */
@NullMarked
package io.stopcause.analyzer.rule;

import org.jspecify.annotations.NullMarked;
