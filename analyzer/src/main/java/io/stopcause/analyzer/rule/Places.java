package io.stopcause.analyzer.rule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the values of a rule stand: file and line, also where an extension has added some of them. For one thread. */
public final class Places {

    private static final Pattern ITEM = Pattern.compile("^(/\\w+)/(\\d+)(.*)$");

    private final Map<String, List<Source>> sources;
    private final Map<Source, Lines> read = new HashMap<>();

    public Places(RuleSet rules) {
        this.sources = rules.sources();
    }

    /**
     * A place.
     *
     * @param line from 1
     */
    public record Place(String file, int line) {

        @Override
        public String toString() {
            return file + ":" + line;
        }
    }

    /**
     * The place of a value.
     *
     * @param rule id of the rule or harmless context
     * @param pointer JSON pointer to the value in the rule, such as {@code /match/0/text/3}
     */
    public Place of(String rule, String pointer) {
        List<Source> files = sources.getOrDefault(rule, List.of());
        if (files.isEmpty()) {
            return new Place(rule, 1);
        }
        Matcher item = ITEM.matcher(pointer);
        if (item.matches()) {
            int index = Integer.parseInt(item.group(2));
            for (Source file : files) {
                int size = lines(file).size(item.group(1));
                if (index < size) {
                    return place(file, item.group(1) + "/" + index + item.group(3));
                }
                index -= size;
            }
        }
        return place(files.get(0), pointer);
    }

    private Place place(Source file, String pointer) {
        return new Place(file.file(), lines(file).line(pointer));
    }

    private Lines lines(Source file) {
        return read.computeIfAbsent(file, each -> Lines.of(each.content()));
    }
}
