/** JMH: the matcher and the functions that decide. */
@NullMarked
package io.stopcause.bench.micro;

import org.jspecify.annotations.NullMarked;
