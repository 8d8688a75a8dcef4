package io.stopcause.analyzer.match;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.event.ruler.Machine;

class EventMatcherTest {

    @Test
    void numbersInPatternsMatchNumbersInEvents() throws Exception {
        Machine machine = Machine.builder().build();
        machine.addRule("exact", "{\"detail\":{\"containers\":{\"exitCode\":[137]}}}");
        machine.addRule("range", "{\"detail\":{\"containers\":{\"exitCode\":[{\"numeric\":[\">\",0]}]}}}");

        assertThat(machine.rulesForJSONEvent("{\"detail\":{\"containers\":[{\"exitCode\":137}]}}"))
                .containsExactlyInAnyOrder("exact", "range");
        assertThat(machine.rulesForJSONEvent("{\"detail\":{\"containers\":[{\"exitCode\":0}]}}"))
                .isEmpty();
    }
}
