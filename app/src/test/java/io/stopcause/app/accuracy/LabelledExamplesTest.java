package io.stopcause.app.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.analyzer.rule.RuleSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The texts that everybody can repeat the figures with. */
class LabelledExamplesTest {

    private static final double FLOOR = 0.97;

    @Test
    void theFirstCauseIsRightAndNothingAlarmsAboutNothing() throws IOException {
        List<LabelledText> texts = LabelledFiles.read(List.of(Path.of("../examples/labelled")));

        Accuracy accuracy = Accuracy.of(texts, RuleSet.shipped());

        assertThat(accuracy.all().topOneShare()).as("%s", accuracy.misses()).isGreaterThanOrEqualTo(FLOOR);
        assertThat(accuracy.all().falseAlarms()).as("%s", accuracy.misses()).isZero();
        assertThat(accuracy.confidentlyWrong()).isZero();
    }
}
