package io.stopcause.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The states of one task of a service, as EventBridge sends them. */
public final class TaskEvents {

    private static final String TEMPLATE = template();
    private static final String FAILED =
            ",\"stopCode\":\"EssentialContainerExited\",\"stoppedReason\":\"Essential container in task exited\"";
    private static final String SCALED_IN = ",\"stopCode\":\"ServiceSchedulerInitiated\",\"stoppedReason\":\"Scaling"
            + " activity initiated by (deployment ecs-svc/9102673741737890461)\"";

    private final String state;

    /**
     * A task.
     *
     * @param task 32 hexadecimal digits
     * @param created in ISO 8601
     */
    public TaskEvents(String task, String service, String created) {
        this.state =
                TEMPLATE.replace("{task}", task).replace("{service}", service).replace("{created}", created);
    }

    private static String template() {
        try (InputStream in = TaskEvents.class.getResourceAsStream("task.json")) {
            if (in == null) {
                throw new IllegalStateException("task.json is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It is on its way to run. */
    public String pending(String id, String time) {
        return lasting(id, "PENDING", 2, time);
    }

    public String running(String id, String time) {
        return lasting(id, "RUNNING", 3, time);
    }

    private String lasting(String id, String status, int version, String time) {
        return at(id, status, version, time)
                .replace("{desired}", "RUNNING")
                .replace("{exit}", "")
                .replace("{end}", "");
    }

    /** It has ended, by a failure of its program or because its service needs fewer. */
    public String stopped(String id, String time, boolean failed) {
        return at(id, "STOPPED", 4, time)
                .replace("{desired}", "STOPPED")
                .replace("{exit}", ",\"exitCode\":" + (failed ? 1 : 143))
                .replace("{end}", (failed ? FAILED : SCALED_IN) + ",\"stoppedAt\":\"" + time + "\"");
    }

    private String at(String id, String status, int version, String time) {
        return state.replace("{id}", id)
                .replace("{time}", time)
                .replace("{status}", status)
                .replace("{version}", Integer.toString(version));
    }
}
