@NullMarked
package io.stopcause.app.broker;

import org.jspecify.annotations.NullMarked;
