@NullMarked
package io.stopcause.app.rules;

import org.jspecify.annotations.NullMarked;
