package io.stopcause.model.topic;

import io.stopcause.model.Acknowledgement;
import io.stopcause.model.Answer;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Checkpoint;
import io.stopcause.model.Correction;
import io.stopcause.model.Coverage;
import io.stopcause.model.DeadLetter;
import io.stopcause.model.Finding;
import io.stopcause.model.Incident;
import io.stopcause.model.LogBatch;
import io.stopcause.model.Notification;
import io.stopcause.model.Question;
import io.stopcause.model.ServiceHistory;
import io.stopcause.model.SharedCauses;
import io.stopcause.model.Silence;
import io.stopcause.model.Tick;
import java.util.List;

/** All topics. Modules meet here and nowhere else. */
public final class Topics {

    private static final String PREFIX = "stopcause.";
    private static final String VERSION = ".v1";

    /** Key: {@link LogBatch#key()}. */
    public static final Topic<LogBatch> LOGS = stream("logs", LogBatch.class);
    /** Key: {@link AwsEvent#key()}. Same partition count as {@link #LOGS}. */
    public static final Topic<AwsEvent> EVENTS = stream("events", AwsEvent.class);
    /** One record for each partition, sent by ingest; the key is the partition's number. */
    public static final Topic<Tick> TICKS = stream("ticks", Tick.class);
    /** Key: {@link Question#scope()}. */
    public static final Topic<Question> QUESTIONS = stream("questions", Question.class);
    /** Key: the scope of the question. */
    public static final Topic<Answer> ANSWERS = stream("answers", Answer.class);
    /** Key: {@link SharedCauses#scope()}; written and read by the analyzer. */
    public static final Topic<SharedCauses> SHARED_CAUSES = compacted("shared-causes", SharedCauses.class);
    /** Key: {@link Incident#id()}. */
    public static final Topic<Incident> INCIDENTS = compacted("incidents", Incident.class);
    /** Key: {@link Finding#id()}. */
    public static final Topic<Finding> FINDINGS = compacted("findings", Finding.class);
    /** Key: the scope's key. */
    public static final Topic<ServiceHistory> HISTORIES = compacted("histories", ServiceHistory.class);
    /**
     * Key: incident and receiver. What receivers were told is rebuilt from it, so that it must last as long as the
     * longest incident; the newest entry alone does not do, since it may be an attempt that failed.
     */
    public static final Topic<Notification> NOTIFICATIONS =
            topic("notifications", Notification.class, Retention.EVERYTHING);
    /** Key: {@link Silence#id()}. */
    public static final Topic<Silence> SILENCES = compacted("silences", Silence.class);
    /** Key: {@link Acknowledgement#incident()}. */
    public static final Topic<Acknowledgement> ACKNOWLEDGEMENTS = compacted("acknowledgements", Acknowledgement.class);
    /** Key: {@link Correction#incident()}. */
    public static final Topic<Correction> CORRECTIONS = topic("corrections", Correction.class, Retention.EVERYTHING);
    /** Key: the place. */
    public static final Topic<DeadLetter> DEAD_LETTERS = stream("dead-letters", DeadLetter.class);

    /** Key: {@link Coverage#key()}. */
    public static final Topic<Coverage> COVERAGE = stream("coverage", Coverage.class);

    /** Key: {@link Checkpoint#source()}. */
    public static final Topic<Checkpoint> CHECKPOINTS = compacted("checkpoints", Checkpoint.class);

    private Topics() {}

    /** Every topic, for whoever creates them. */
    public static List<Topic<?>> all() {
        return List.of(
                LOGS,
                EVENTS,
                TICKS,
                QUESTIONS,
                ANSWERS,
                SHARED_CAUSES,
                INCIDENTS,
                FINDINGS,
                HISTORIES,
                NOTIFICATIONS,
                SILENCES,
                ACKNOWLEDGEMENTS,
                CORRECTIONS,
                DEAD_LETTERS,
                COVERAGE,
                CHECKPOINTS);
    }

    private static <T> Topic<T> stream(String name, Class<T> type) {
        return topic(name, type, Retention.BY_TIME);
    }

    private static <T> Topic<T> compacted(String name, Class<T> type) {
        return topic(name, type, Retention.NEWEST_OF_KEY);
    }

    private static <T> Topic<T> topic(String name, Class<T> type, Retention retention) {
        return new Topic<>(PREFIX + name + VERSION, type, retention);
    }
}
