package io.stopcause.ingest.check.network;

import java.util.Optional;
import java.util.Set;

/**
 * A network interface that packets start from or arrive at.
 *
 * @param name what a person calls it, such as {@code the task}
 * @param subnet its id
 * @param address its private IPv4 address; without it any of the subnet's
 * @param groups ids of its security groups
 * @param publicAddress whether it has a public IPv4 address
 */
record Nic(
        String name, String subnet, Optional<String> address, Part<Set<String>> groups, Part<Boolean> publicAddress) {

    Nic {
        groups = groups.map(Set::copyOf);
    }
}
