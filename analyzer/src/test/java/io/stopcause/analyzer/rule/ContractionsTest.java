package io.stopcause.analyzer.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractionsTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
        could not find the shelf           ; couldn't find the shelf
        could not find the shelf           ; could not find the shelf
        \\bcannot find the shelf           ; can't find the shelf
        (?:cannot|can ?not) find the shelf ; can not find the shelf
        shelf (?:is|was) not there         ; shelf wasn't there
        (?:can|did) not find               ; can't find
        shelf (?:which )?does not exist    ; shelf doesn't exist
        """)
    void matchesTheShortFormToo(String expression, String text) {
        assertThat(Pattern.compile(Contractions.with(expression)).matcher(text).find())
                .isTrue();
    }

    @Test
    void leavesOtherExpressionsAlone() {
        List<String> others = List.of("nothing is there", "was not? there", "scannot", "(?P<not>is) here");

        assertThat(Contractions.all(others)).isEqualTo(others);
    }

    @Test
    void changesNothingTwice() {
        String once = Contractions.with("could not open|cannot be opened");

        assertThat(Contractions.with(once)).isEqualTo(once);
    }
}
