package io.stopcause.notifier.receiver;

/**
 * Something wrong in the configuration.
 *
 * @param path where, such as {@code receivers[0].slack.channel}
 * @param message what, and the nearest right thing; never holds a secret
 */
public record ConfigProblem(String path, String message) {

    /** The same problem, seen from one level above. */
    public ConfigProblem under(String parent) {
        return new ConfigProblem(parent + (path.isEmpty() ? "" : "." + path), message);
    }

    @Override
    public String toString() {
        return path + ": " + message;
    }
}
