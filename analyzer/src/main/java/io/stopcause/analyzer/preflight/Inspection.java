package io.stopcause.analyzer.preflight;

import java.util.function.Consumer;

/** One subject of a task definition, and what can be wrong with it. Without state. */
interface Inspection {

    void of(Definition definition, Consumer<Flaw> flaws);
}
