/** Pure decisions: who is told what about an incident, and why or why not. */
@NullMarked
package io.stopcause.notifier.decision;

import org.jspecify.annotations.NullMarked;
