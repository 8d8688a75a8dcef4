package io.stopcause.app.config;

/**
 * Something wrong in a file.
 *
 * @param path from the file's root, such as {@code notify.receivers[0].name}; empty for the file as a whole
 * @param message what is wrong and what is right; never holds a secret
 */
public record Problem(String path, String message) {}
