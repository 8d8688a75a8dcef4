/** The rule set at the edge: which directories it comes from, when it changes, and what it costs. */
@NullMarked
package io.stopcause.app.rules;

import org.jspecify.annotations.NullMarked;
