package io.stopcause.analyzer.match;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A regular expression of a rule, compiled at its first use: most are never needed in a short run. */
final class Expression {

    private final String source;
    private volatile @Nullable Pattern compiled;

    Expression(String source) {
        this.source = source;
    }

    static List<Expression> all(List<String> sources) {
        return sources.stream().map(Expression::new).toList();
    }

    String source() {
        return source;
    }

    Matcher matcher(String text) {
        Pattern pattern = compiled;
        if (pattern == null) {
            pattern = Pattern.compile(source, Pattern.CASE_INSENSITIVE);
            compiled = pattern;
        }
        return pattern.matcher(text);
    }

    boolean find(String text) {
        return matcher(text).find();
    }

    /** The named groups of a match that took part in it. */
    static Map<String, String> captures(Matcher matcher) {
        Map<String, String> captures = new TreeMap<>();
        matcher.pattern().namedGroups().keySet().forEach(name -> {
            String value = matcher.group(name);
            if (value != null && !value.isBlank()) {
                captures.put(name, value);
            }
        });
        return captures;
    }
}
