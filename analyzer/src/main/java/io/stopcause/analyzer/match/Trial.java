package io.stopcause.analyzer.match;

/**
 * A rule that was tried on a text or an event.
 *
 * @param rule its id
 * @param reason what fitted, or what kept it from matching
 */
public record Trial(String rule, boolean matched, String reason) {

    static Trial matched(String rule, String fitting) {
        return new Trial(rule, true, fits(fitting));
    }

    static String fits(String fitting) {
        return "'" + fitting + "' fits";
    }
}
