package io.stopcause.analyzer.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.analyzer.Recording;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.topic.Topics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublishedTest {

    private static final Incident INCIDENT =
            Recording.analyze(Recording.read("evening").events()).incidents().get(0);
    private static final String ID = Topics.INCIDENTS.name() + "|" + INCIDENT.id();
    private static final Document DOCUMENT = new Document(Topics.INCIDENTS.name(), INCIDENT.id(), Json.write(INCIDENT));

    @Test
    void onlyChangesGoOut() {
        Published.Change first = Published.NOTHING.change(Map.of(ID, DOCUMENT));

        assertThat(first.documents()).containsExactly(DOCUMENT);
        assertThat(first.after().change(Map.of(ID, DOCUMENT)).documents()).isEmpty();
    }

    @Test
    void anIncidentThatIsNoMoreIsReportedAsOverAndThenDeleted() {
        List<Document> last = Published.NOTHING
                .change(Map.of(ID, DOCUMENT))
                .after()
                .change(Map.of())
                .documents();

        assertThat(last).hasSize(2);
        assertThat(Json.read(last.get(0).json(), Incident.class)).satisfies(incident -> {
            assertThat(incident.isResolved()).isTrue();
            assertThat(incident.life().resolution().orElseThrow()).startsWith("taken back");
        });
        assertThat(last.get(1)).isEqualTo(new Document(Topics.INCIDENTS.name(), INCIDENT.id(), ""));
    }

    @Test
    void aQuestionStaysAsked() {
        Document question = new Document(Topics.QUESTIONS.name(), "scope", "{}");
        String id = Topics.QUESTIONS.name() + "|q";
        Published asked = Published.NOTHING.change(Map.of(id, question)).after();

        Published.Change gone = asked.change(Map.of());
        assertThat(gone.documents()).isEmpty();
        assertThat(gone.after().change(Map.of(id, question)).documents()).isEmpty();
    }
}
