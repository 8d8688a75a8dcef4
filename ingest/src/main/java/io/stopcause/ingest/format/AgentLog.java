package io.stopcause.ingest.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.model.Surface;
import java.util.regex.Pattern;

/**
 * Recognises the log of the ECS agent in its three layouts: logfmt, JSON, and seelog of old agents. Applications use
 * the same layouts, so one line must bear the agent's mark (a module, a task's ARN) before the lines around it follow.
 */
final class AgentLog {

    private static final Pattern LAYOUT = Pattern.compile(
            "level=\\w+ time=\\S+ msg=.*|\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ \\[(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|CRITICAL)\\] .*",
            Pattern.DOTALL);
    private static final Pattern MARK = Pattern.compile(
            "\\bmodule=\"?(?:\\w+\\.go\\b|TaskEngine|TaskHandler|Agent|DockerGoClient|[\\w ]*(?:acs|tcs|tacs|api)\\b)"
                    + "|\\btask(?:ARN|Arn)?=\"?[^ ]*arn:aws|\\btask(?:ARN|Arn)?=\"[^\"]*arn:aws|\\[Amazon ECS|\\bManaged task \\[");

    /** Where the level stands after seelog's time, {@code 2026-03-03T20:00:00Z}. */
    private static final int SEELOG_LEVEL = 21;

    private boolean seen;

    Surface surface(String text) {
        if (!mayBe(text) || !LAYOUT.matcher(text).matches()) {
            return Surface.APP_LOG;
        }
        seen |= MARK.matcher(text).find();
        return surface();
    }

    /** Tells most lines apart by one character. */
    private static boolean mayBe(String text) {
        return text.startsWith("level=") || (text.length() > SEELOG_LEVEL && text.charAt(SEELOG_LEVEL) == '[');
    }

    Surface surface(ObjectNode object, String raw) {
        if (!object.has("level") || !object.has("msg")) {
            return Surface.APP_LOG;
        }
        seen |= object.has("taskARN") || object.path("module").asText().endsWith(".go") || raw.contains("arn:aws:ecs:");
        return surface();
    }

    private Surface surface() {
        return seen ? Surface.AGENT_LOG : Surface.APP_LOG;
    }
}
