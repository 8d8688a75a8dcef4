package io.stopcause.app.replay;

import io.stopcause.analyzer.StoryArchive;
import io.stopcause.analyzer.story.Story;
import io.stopcause.model.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Stories in a file that is gone when this is closed. Memory holds 22 to 43 bytes of each: where it lies. For one
 * thread.
 */
public final class StoryFile implements StoryArchive, AutoCloseable {

    /** So many stories are at hand: some 25 KB each. */
    public static final int AT_HAND = 1_000;

    private static final int HEAD = 8;
    private static final int FIRST_SLOTS = 1 << 12;
    private static final long FNV_START = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final Scratch file = new Scratch();
    private long[] hashes = new long[FIRST_SLOTS];
    /** By slot, where the story lies, plus one; zero is an empty slot. */
    private long[] places = new long[FIRST_SLOTS];

    private int used;

    @Override
    public Optional<Story> find(String key) {
        byte[] name = key.getBytes(StandardCharsets.UTF_8);
        int slot = slot(hash(name), name);
        return places[slot] == 0 ? Optional.empty() : Optional.of(story(places[slot] - 1));
    }

    private Story story(long place) {
        ByteBuffer head = ByteBuffer.wrap(file.read(place, HEAD));
        int name = head.getInt();
        return Json.read(file.read(place + HEAD + name, head.getInt()), Story.class);
    }

    @Override
    public void put(String key, Story story) {
        byte[] name = key.getBytes(StandardCharsets.UTF_8);
        byte[] text = Json.writeBytes(story);
        long place = file.size();
        file.write(ByteBuffer.allocate(HEAD + name.length + text.length)
                .putInt(name.length)
                .putInt(text.length)
                .put(name)
                .put(text)
                .array());
        long hash = hash(name);
        int slot = slot(hash, name);
        used += places[slot] == 0 ? 1 : 0;
        hashes[slot] = hash;
        places[slot] = place + 1;
        if (used * 4L > places.length * 3L) {
            grow();
        }
    }

    /** The slot of a key, or the empty one where it belongs. */
    private int slot(long hash, byte[] name) {
        int slot = (int) hash & (places.length - 1);
        while (places[slot] != 0 && !(hashes[slot] == hash && isAt(places[slot] - 1, name))) {
            slot = (slot + 1) & (places.length - 1);
        }
        return slot;
    }

    private boolean isAt(long place, byte[] name) {
        int length = ByteBuffer.wrap(file.read(place, HEAD)).getInt();
        return length == name.length && Arrays.equals(file.read(place + HEAD, length), name);
    }

    private void grow() {
        long[] oldHashes = hashes;
        long[] oldPlaces = places;
        hashes = new long[oldHashes.length * 2];
        places = new long[oldPlaces.length * 2];
        for (int i = 0; i < oldPlaces.length; i++) {
            if (oldPlaces[i] != 0) {
                int slot = (int) oldHashes[i] & (places.length - 1);
                while (places[slot] != 0) {
                    slot = (slot + 1) & (places.length - 1);
                }
                hashes[slot] = oldHashes[i];
                places[slot] = oldPlaces[i];
            }
        }
    }

    private static long hash(byte[] name) {
        long hash = FNV_START;
        for (byte each : name) {
            hash = (hash ^ each) * FNV_PRIME;
        }
        return hash ^ (hash >>> 32);
    }

    @Override
    public void close() {
        file.close();
    }
}
