package io.stopcause.analyzer;

import io.stopcause.analyzer.story.Story;
import java.util.Optional;

/** Where an {@link Engine} puts the stories that nothing was heard of for longest. For one thread. */
public interface StoryArchive {

    /** The story that was put there last under a key; empty if none was. */
    Optional<Story> find(String key);

    /** Puts a story there, in the place of an earlier one. */
    void put(String key, Story story);
}
