package io.stopcause.analyzer.rule;

import java.util.List;
import java.util.regex.Pattern;

/** Lets expressions that say "could not" or "cannot" match "couldn't" and "can't" too: no rule has to say it twice. */
final class Contractions {

    private static final String VERB = "could|would|should|does|did|do|is|are|was|were|has|have|had";
    private static final String BEGIN = "(?<=^|[^A-Za-z\\\\]|\\\\b)";
    private static final String END = "(?![A-Za-z?*+{])";

    private static final Pattern NEGATION = Pattern.compile(
            BEGIN + "((?:" + VERB + ")|\\((?:\\?:)?(?:" + VERB + "|can)(?:\\|(?:" + VERB + "|can))*\\)) not" + END);
    private static final Pattern CANNOT = Pattern.compile(BEGIN + "can( \\?|)not" + END);

    private Contractions() {}

    static List<String> all(List<String> expressions) {
        return expressions.stream().map(Contractions::with).toList();
    }

    static String with(String expression) {
        if (!expression.contains("not")) {
            return expression;
        }
        String cannot = CANNOT.matcher(expression).replaceAll("can(?:$1not|'t)");
        return NEGATION.matcher(cannot).replaceAll("$1(?: not|n?'t)");
    }
}
