package io.stopcause.bench.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a line costs must not grow by more than 30 % against {@code committed.properties}, unless somebody commits that. */
class ShortFormTest {

    private static final double WORSE = 1.3;
    /** A ratio that is too high for another reason than the code's is not so three times over. */
    private static final int TRIES = 3;

    @Test
    void noRatioGotMoreThanThirtyPercentWorse() throws IOException {
        Map<String, Double> committed = committed();
        Map<String, Double> least = new TreeMap<>();
        ShortForm shortForm = new ShortForm();
        for (int attempt = 0; attempt < TRIES && !isGood(least, committed); attempt++) {
            shortForm.measure().forEach((name, value) -> least.merge(name, value, Math::min));
        }
        assertThat(least.keySet()).isEqualTo(committed.keySet());
        committed.forEach((name, value) -> assertThat(least.get(name))
                .as("%s against the committed %s (bench/short prints the present figures)", name, value)
                .isLessThanOrEqualTo(value * WORSE));
    }

    private static boolean isGood(Map<String, Double> measured, Map<String, Double> committed) {
        return committed.entrySet().stream()
                .allMatch(each -> measured.getOrDefault(each.getKey(), Double.MAX_VALUE) <= each.getValue() * WORSE);
    }

    private static Map<String, Double> committed() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = ShortFormTest.class.getResourceAsStream("committed.properties")) {
            properties.load(Objects.requireNonNull(in));
        }
        Map<String, Double> committed = new TreeMap<>();
        properties
                .stringPropertyNames()
                .forEach(name -> committed.put(name, Double.valueOf(properties.getProperty(name))));
        return committed;
    }
}
