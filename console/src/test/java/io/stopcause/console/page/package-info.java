@NullMarked
package io.stopcause.console.page;

import org.jspecify.annotations.NullMarked;
