/** E-mail by SMTP: one thread for each incident. */
@NullMarked
package io.stopcause.notifier.receiver.email;

import org.jspecify.annotations.NullMarked;
