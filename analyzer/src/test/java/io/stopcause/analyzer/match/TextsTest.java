package io.stopcause.analyzer.match;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextsTest {

    @Test
    void joinsWhatAFrameOfTerraformWraps() {
        String framed = """
                \u2577
                \u2502 Error: creating ECS Service (orchard): Unable to
                \u2502 assume role and validate the listeners
                \u2575
                """;

        assertThat(Texts.message(framed))
                .isEqualTo("Error: creating ECS Service (orchard): Unable to assume role and validate the listeners");
    }

    @Test
    void makesQuotesPlainAndEscapesSpaces() {
        assertThat(Texts.line("can\u2019t find \u201cweb\u201d\\n\\tat start"))
                .isEqualTo("can't find \"web\"  at start");
    }
}
