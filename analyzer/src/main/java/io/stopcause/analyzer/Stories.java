package io.stopcause.analyzer;

import io.stopcause.analyzer.story.Story;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The stories of all tasks and logs by key: those heard of last at hand, the others in an archive, if there is one. */
final class Stories {

    private final Optional<StoryArchive> archive;
    private final int most;
    private final BiConsumer<String, Story> leaving;
    private final Map<String, Story> atHand = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * No stories yet.
     *
     * @param most how many are at hand if there is an archive; at least one
     * @param leaving told of each story that goes there, before it does
     */
    Stories(Optional<StoryArchive> archive, int most, BiConsumer<String, Story> leaving) {
        this.archive = archive;
        this.most = most;
        this.leaving = leaving;
    }

    Story get(String key) {
        Story known = atHand.get(key);
        return known != null ? known : archive.flatMap(other -> other.find(key)).orElse(Story.EMPTY);
    }

    void put(String key, Story story) {
        atHand.put(key, story);
        if (archive.isPresent() && atHand.size() > most) {
            Map.Entry<String, Story> eldest = atHand.entrySet().iterator().next();
            leaving.accept(eldest.getKey(), eldest.getValue());
            archive.get().put(eldest.getKey(), eldest.getValue());
            atHand.remove(eldest.getKey());
        }
    }
}
