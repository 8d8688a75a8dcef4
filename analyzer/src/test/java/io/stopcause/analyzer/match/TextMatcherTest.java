package io.stopcause.analyzer.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.model.Surface;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextMatcherTest {

    private static final String REFUSED = "WARN rates: connect ECONNREFUSED 10.0.3.9:8080";
    private static final String WORKS = "INFO rates: connected to 10.0.3.9:8080";

    private final TextMatcher matcher = new TextMatcher(RuleSet.shipped());

    @Test
    void aLaterLineThatSaysItWorksTakesBackWhatFailed() {
        assertThat(causes(REFUSED + "\n" + WORKS)).isEmpty();
    }

    @Test
    void whatFailsAfterItHadWorkedStands() {
        assertThat(causes(WORKS + "\n" + REFUSED)).contains("upstream-connection-refused");
    }

    @Test
    void whatFailsAgainAfterItWorkedStands() {
        assertThat(causes(REFUSED + "\n" + WORKS + "\n" + REFUSED)).contains("upstream-connection-refused");
    }

    @Test
    void aStackTraceBelongsToTheLineAboveIt() {
        String trace = "java.net.ConnectException: Connection refused\n\tat com.example.Rates.fetch(Rates.java:31)";

        assertThat(causes("WARN rates: not reachable, falling back to yesterday's\n" + trace))
                .isEmpty();
        assertThat(causes("WARN rates: not reachable\n" + trace)).contains("upstream-connection-refused");
    }

    @Test
    void anExceptionBelongsToNoLineThatSaysThatSomethingElseWorks() {
        assertThat(causes("INFO rates: connected to 10.0.3.9:8080\njava.net.ConnectException: Connection refused"))
                .contains("upstream-connection-refused");
    }

    @Test
    void linesInOneJsonRecordAreJudgedOneByOne() {
        assertThat(causes("{\"log\":\"No module named 'ledger'\\n[INFO] worker 7 exits\",\"stream\":\"stderr\"}"))
                .contains("module-missing");
    }

    @Test
    void whatAJsonRecordTellsIsReadLikeALine() {
        assertThat(causes("{\"log\":\"env: \u2018bash\\r\u2019: No such file or directory\\n\",\"stream\":\"stderr\"}"))
                .contains("entrypoint-line-endings");
        assertThat(causes("{\"level\":\"error\",\"msg\":\"Bus error (core dumped)\"}"))
                .contains("segmentation-fault");
    }

    @Test
    void whatIsHarmlessAsALineIsHarmlessInAJsonRecord() {
        String line =
                "10.0.1.7 - - [12/Apr/2026:09:14:02 +0000] \\\"GET /v1/no-space-left-on-device HTTP/1.1\\\" 404 12";

        assertThat(causes("{\"log\":\"" + line + " no space left on device\",\"stream\":\"stdout\"}"))
                .isEmpty();
        assertThat(causes("{\"level\":\"info\",\"msg\":\"retried: Bus error (core dumped)\"}"))
                .isEmpty();
    }

    @Test
    void aStackTraceIsAsHarmlessAsTheDebugLineAboveIt() {
        String trace = "Traceback (most recent call last):\n  File \"/app/parse.py\", line 4, in <module>\n"
                + "ModuleNotFoundError: No module named 'fastxml'";

        assertThat(causes("DEBUG parse: the slow parser will do\n" + trace)).isEmpty();
        assertThat(causes("ERROR parse: no parser\n" + trace)).contains("module-missing");
    }

    private List<String> causes(String text) {
        return matcher.match(Surface.APP_LOG, text).stream()
                .map(hit -> hit.rule().cause())
                .toList();
    }
}
