/** Would a rule's tests notice if the rule were wrong? Small faults are put in, one at a time, and the tests are asked. */
@NullMarked
package io.stopcause.analyzer.mutation;

import org.jspecify.annotations.NullMarked;
