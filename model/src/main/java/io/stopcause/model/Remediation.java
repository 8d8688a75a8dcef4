package io.stopcause.model;

import java.util.List;

/**
 * What to do, for a tired person: first the sentence, then the steps.
 *
 * @param what one sentence of what happened, with the real names
 * @param why why it is believed
 * @param steps in order; the first is what to do now
 * @param verify how to see that it worked
 * @param undo how to take it back
 */
public record Remediation(String what, String why, List<Step> steps, String verify, String undo) {

    public static final Remediation NONE = new Remediation("", "", List.of(), "", "");

    public Remediation {
        steps = List.copyOf(steps);
    }

    /**
     * One thing to do.
     *
     * @param text what it does
     * @param language of the code: {@code shell, hcl, json, yaml, dockerfile}, or empty where there is no code
     * @param code to paste; values that are not known stand as {@code <name>}
     */
    public record Step(String text, String language, String code) {}
}
