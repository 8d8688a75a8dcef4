/** The notifier against a real broker: killed, shared by two, flooded, and measured from end to end. */
@NullMarked
package io.stopcause.app.notify;

import org.jspecify.annotations.NullMarked;
