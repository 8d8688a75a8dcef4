package io.stopcause.notifier.receiver;

import java.util.List;
import java.util.Optional;

/** Stands where no other side has been connected yet. */
enum NoPeer implements Peer {
    NONE;

    @Override
    public Receiver willing() {
        throw new IllegalStateException("not connected");
    }

    @Override
    public Optional<Receiver> busy() {
        return Optional.empty();
    }

    @Override
    public Optional<Receiver> refusing() {
        return Optional.empty();
    }

    @Override
    public Receiver absent() {
        throw new IllegalStateException("not connected");
    }

    @Override
    public List<String> received() {
        return List.of();
    }

    @Override
    public List<String> forbidden() {
        return List.of();
    }

    @Override
    public List<String> secrets() {
        return List.of();
    }

    @Override
    public void close() {}
}
