package io.stopcause.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.analyzer.Analysis;
import io.stopcause.analyzer.Engine;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.ingest.Accounting;
import io.stopcause.model.Tick;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EveningTest {

    @TempDir
    private Path directory;

    @Test
    void everyRecordIsReadAndEveryPointFollowsFromThem() throws IOException {
        Evening evening = Evening.unpack(directory);
        assertThat(evening.accounting().count(Accounting.Kind.EVENTS)).isEqualTo(71);
        assertThat(evening.accounting().count(Accounting.Kind.ANSWERS)).isEqualTo(2);
        assertThat(evening.accounting().count(Accounting.Kind.DEAD)).isZero();

        Engine engine = new Engine(RuleSet.shipped());
        evening.recording().moments().forEach(moment -> engine.accept(moment.event()));
        engine.accept(new Tick(evening.recording().end()));
        Analysis analysis = engine.result();
        StoryPoints story = new StoryPoints(analysis.incidents(), analysis.findings());
        assertThat(story.all()).allMatch(StoryPoints.Point::told);
    }
}
