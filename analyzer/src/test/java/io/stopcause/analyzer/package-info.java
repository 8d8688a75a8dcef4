@NullMarked
package io.stopcause.analyzer;

import org.jspecify.annotations.NullMarked;
