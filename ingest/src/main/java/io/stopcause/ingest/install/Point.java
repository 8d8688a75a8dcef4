package io.stopcause.ingest.install;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * One thing that was looked at, and how it stands.
 *
 * @param name what, in few words
 * @param light whether something has to be done
 * @param words what was found
 * @param remedy what to do; empty where nothing is to be done
 */
public record Point(String name, Light light, String words, String remedy) {

    /** How something stands. */
    public enum Light {
        GREEN,
        /** Works, but not for ever, not fast enough, or not in every case. */
        YELLOW,
        /** Does not work. */
        RED;

        /** As people read it, and as it stands in JSON. */
        @JsonValue
        public String words() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Point green(String name, String words) {
        return new Point(name, Light.GREEN, words, "");
    }

    public static Point yellow(String name, String words, String remedy) {
        return new Point(name, Light.YELLOW, words, remedy);
    }

    public static Point red(String name, String words, String remedy) {
        return new Point(name, Light.RED, words, remedy);
    }
}
