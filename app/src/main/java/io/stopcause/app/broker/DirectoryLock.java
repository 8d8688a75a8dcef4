package io.stopcause.app.broker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps a data directory for one process. The lock goes with the process, however it ends. */
final class DirectoryLock implements AutoCloseable {

    private static final String FILE = "broker.lock";

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the directory, and makes it where it does not exist.
     *
     * @throws BrokerException if another process holds it, or it cannot be written
     */
    static DirectoryLock take(Path directory) {
        Path file = directory.resolve(FILE);
        try {
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                String holder = Files.readString(file).lines().findFirst().orElse("");
                channel.close();
                throw new BrokerException("the data directory " + directory + " is in use by another stopcause"
                        + (holder.isEmpty() ? "" : " (process " + holder + ")")
                        + "; stop that one, or choose another directory with 'data' in the configuration");
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
            return new DirectoryLock(channel);
        } catch (IOException e) {
            throw new BrokerException("cannot write the data directory " + directory + ": " + e, e);
        }
    }

    /** Tells others where to reach the holder: a second line in the file, which is worth something while the lock holds. */
    void announce(String address) {
        try {
            channel.write(ByteBuffer.wrap(("\n" + address).getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new BrokerException("cannot write the data directory: " + e, e);
        }
    }

    /** What the holder has announced; nothing where nobody holds the directory. */
    static Optional<String> announced(Path directory) {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock free = lock(channel)) {
            return free == null ? Files.readString(file).lines().skip(1).findFirst() : Optional.empty();
        } catch (IOException e) {
            throw new BrokerException("cannot read " + file + ": " + e, e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new BrokerException("cannot release the data directory", e);
        }
    }
}
