package io.stopcause.ingest.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * Who asks a registry.
 *
 * @param host as it stands in the names of images, such as {@code ghcr.io}; {@code docker.io} for Docker Hub
 * @param username who asks
 * @param passwordFile a file that holds the password or access token; read when it is needed
 */
public record RegistryConfig(String host, String username, Path passwordFile) {

    public RegistryConfig {
        if (!host.matches("[A-Za-z0-9.-]+(:\\d{1,5})?")) {
            throw new IllegalArgumentException(
                    "host '" + host + "' is no name of a registry, such as ghcr.io, without https:// and path");
        }
        if (username.isBlank()) {
            throw new IllegalArgumentException("username is empty");
        }
    }

    /**
     * The value of an {@code Authorization} header.
     *
     * @throws NotSeenException if the file cannot be read
     */
    public String basic() {
        try {
            String password = Files.readString(passwordFile).strip();
            return "Basic "
                    + Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new NotSeenException("The password for " + host + " cannot be read from " + passwordFile + ".", e);
        }
    }
}
