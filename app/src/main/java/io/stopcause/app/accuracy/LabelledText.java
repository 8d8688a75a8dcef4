package io.stopcause.app.accuracy;

import io.stopcause.model.Surface;
import java.util.List;

/**
 * A text whose cause is known.
 *
 * @param set name of the file that it stands in
 * @param causes what a person would say, the likeliest first; each is right, and none means that nothing is wrong
 */
public record LabelledText(String set, String id, Surface surface, String text, List<String> causes) {

    public LabelledText {
        causes = List.copyOf(causes);
    }

    /** Whether nobody should be alarmed. */
    boolean isQuiet() {
        return causes.stream().allMatch(cause -> cause.startsWith("normal-"));
    }
}
