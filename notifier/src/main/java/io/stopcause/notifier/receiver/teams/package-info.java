/** Microsoft Teams: an Adaptive Card for a workflow that posts what a webhook gets. */
@NullMarked
package io.stopcause.notifier.receiver.teams;

import org.jspecify.annotations.NullMarked;
