package io.stopcause.app.replay;

import io.stopcause.analyzer.incident.Fact;
import io.stopcause.analyzer.incident.FactArchive;
import io.stopcause.model.Json;
import java.nio.ByteBuffer;

/** Facts in a file that is gone when this is closed. For one thread. */
final class FactFile implements FactArchive, AutoCloseable {

    private final Scratch file = new Scratch();

    @Override
    public long put(Fact fact) {
        byte[] text = Json.writeBytes(fact);
        long place = file.size();
        file.write(ByteBuffer.allocate(Integer.BYTES + text.length)
                .putInt(text.length)
                .put(text)
                .array());
        return place;
    }

    @Override
    public Fact get(long place) {
        int length = ByteBuffer.wrap(file.read(place, Integer.BYTES)).getInt();
        return Json.read(file.read(place + Integer.BYTES, length), Fact.class);
    }

    @Override
    public void close() {
        file.close();
    }
}
