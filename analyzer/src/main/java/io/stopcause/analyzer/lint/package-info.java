/** What is wrong with a rule set that can be read: rules that say nothing, that say too much, or that nobody tests. */
@NullMarked
package io.stopcause.analyzer.lint;

import org.jspecify.annotations.NullMarked;
