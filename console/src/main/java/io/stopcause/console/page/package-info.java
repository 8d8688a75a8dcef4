/** Renders views as HTML, Markdown and JSON. Everything that comes from logs is taken for hostile here. */
@NullMarked
package io.stopcause.console.page;

import org.jspecify.annotations.NullMarked;
