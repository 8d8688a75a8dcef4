package io.stopcause.analyzer.lint;

import java.util.function.Consumer;

/** One sort of faults. */
interface Look {

    void at(Subject subject, Consumer<Fault> faults);
}
