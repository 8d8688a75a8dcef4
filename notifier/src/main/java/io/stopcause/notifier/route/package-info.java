/** The route tree with matchers on labels, as in Prometheus Alertmanager. */
@NullMarked
package io.stopcause.notifier.route;

import org.jspecify.annotations.NullMarked;
