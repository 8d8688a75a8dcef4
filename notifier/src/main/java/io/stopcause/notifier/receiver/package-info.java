/** What all receivers share: the contract, the outcomes of a delivery, and secrets. */
@NullMarked
package io.stopcause.notifier.receiver;

import org.jspecify.annotations.NullMarked;
