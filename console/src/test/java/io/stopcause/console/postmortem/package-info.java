@NullMarked
package io.stopcause.console.postmortem;

import org.jspecify.annotations.NullMarked;
