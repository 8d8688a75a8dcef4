@NullMarked
package io.stopcause.ingest.install.template;

import org.jspecify.annotations.NullMarked;
