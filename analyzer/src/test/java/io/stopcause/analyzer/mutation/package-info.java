@NullMarked
package io.stopcause.analyzer.mutation;

import org.jspecify.annotations.NullMarked;
