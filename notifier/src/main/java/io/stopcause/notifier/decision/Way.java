package io.stopcause.notifier.decision;

import io.stopcause.notifier.route.Manner;

/**
 * How an incident comes to a receiver.
 *
 * @param receiver its name
 * @param words of the route, or why it is told without one
 * @param path of the node in the route tree; what is told together comes by the same
 * @param manner how it is told
 */
public record Way(String receiver, String words, String path, Manner manner) {}
