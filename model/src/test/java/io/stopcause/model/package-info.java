@NullMarked
package io.stopcause.model;

import org.jspecify.annotations.NullMarked;
