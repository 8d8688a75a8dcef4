/** From incidents to people: what is news, who is told, and what became of it. */
@NullMarked
package io.stopcause.notifier;

import org.jspecify.annotations.NullMarked;
