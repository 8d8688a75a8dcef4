/** What a message says, before any receiver gives it a form. */
@NullMarked
package io.stopcause.notifier.message;

import org.jspecify.annotations.NullMarked;
