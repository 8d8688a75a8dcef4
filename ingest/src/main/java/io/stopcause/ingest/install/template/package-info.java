/** The model of an installation as files for the tools by which teams change their accounts. */
@NullMarked
package io.stopcause.ingest.install.template;

import org.jspecify.annotations.NullMarked;
