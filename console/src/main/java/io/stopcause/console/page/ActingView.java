package io.stopcause.console.page;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was done about an incident, and what the reader may do.
 *
 * @param notes who was told, and what people said, in order
 * @param acknowledged whether somebody looks after it
 * @param form absent for those who may only read
 * @param canSignIn whether there is a token to sign in with
 */
public record ActingView(List<Line> notes, boolean acknowledged, Optional<Form> form, boolean canSignIn) {

    public ActingView {
        notes = List.copyOf(notes);
    }

    /** Something that was noted. */
    public record Line(Instant time, String text) {}

    /**
     * What the reader may do.
     *
     * @param secret that every form carries
     * @param name of the reader, where it is known
     * @param causes that there are
     */
    public record Form(String secret, Optional<String> name, List<String> causes) {

        public Form {
            causes = List.copyOf(causes);
        }
    }
}
