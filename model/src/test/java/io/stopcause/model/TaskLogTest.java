package io.stopcause.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskLogTest {

    private static final String ID = "0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @CsvSource({
        "ecs/web/" + ID + ", web",
        "team/a/b/web/" + ID + ", web",
        "web-firelens-" + ID + ", web",
        "my-app-firelens-x-firelens-" + ID + ", my-app-firelens-x",
        "ecs/web/01234567-89ab-cdef-0123-456789abcdef, web",
    })
    void theStreamNamesItsTaskAndContainer(String stream, String container) {
        assertThat(TaskLog.ofStream(stream)).hasValueSatisfying(log -> {
            assertThat(log.container()).isEqualTo(container);
            assertThat(stream).endsWith(log.taskId());
        });
    }

    @ParameterizedTest
    @CsvSource({"''", "web", "/" + ID, "ecs/web/latest", "2026/03/01/[$LATEST]abc"})
    void otherStreamsBelongToNoTask(String stream) {
        assertThat(TaskLog.ofStream(stream)).isEmpty();
    }

    @Test
    void logsAndEventsOfATaskShareTheirKey() {
        LogBatch batch = new LogBatch(
                new LogSource("111122223333", "eu-west-1", "/ecs/web", "ecs/web/" + ID, Surface.APP_LOG),
                java.util.List.of());

        assertThat(batch.key()).isEqualTo(Keys.task(ID));
    }
}
