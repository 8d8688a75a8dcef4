@NullMarked
package io.stopcause.app.config;

import org.jspecify.annotations.NullMarked;
