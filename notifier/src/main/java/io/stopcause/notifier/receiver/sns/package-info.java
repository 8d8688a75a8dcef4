/** Amazon SNS: a topic whose subscribers get the message as text or as JSON. */
@NullMarked
package io.stopcause.notifier.receiver.sns;

import org.jspecify.annotations.NullMarked;
