package io.stopcause.notifier.receiver;

import io.stopcause.notifier.message.SafeText;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Which answers ask for another attempt: one table for all receivers.
 *
 * <p>HTTP by RFC 9110 (408, 425, 429 and the 5xx that may pass), SMTP by RFC 5321 section 4.2.1 (4yz is transient, 5yz
 * permanent), Slack by the error lists of its methods' pages, AWS by its common errors.
 */
public final class MustRetry {

    private static final Set<Integer> HTTP = Set.of(408, 425, 429);
    private static final Set<Integer> HTTP_NEVER = Set.of(501, 505);
    /** It failed while or after the message was worked at: RFC 9110, sections 15.6.1 and 15.6.5. */
    private static final Set<Integer> HTTP_PERHAPS = Set.of(500, 504);

    private static final Set<String> SLACK = Set.of(
            "ratelimited",
            "rate_limited",
            "message_limit_exceeded",
            "internal_error",
            "fatal_error",
            "service_unavailable",
            "request_timeout",
            "team_added_to_org",
            "rollup_error",
            "accesslimited");
    /** Of these Slack says that some of it may have succeeded, or that it does not know. */
    private static final Set<String> SLACK_PERHAPS = Set.of("internal_error", "fatal_error", "request_timeout");

    private static final Set<String> AWS = Set.of("Throttl", "ExpiredToken", "RequestExpired", "KMSThrottl");
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int EXCERPT = 200;

    private MustRetry() {}

    /** What an HTTP status means; {@code retryAfter} and {@code body} as the other side sent them. */
    public static Delivery http(int status, Optional<String> retryAfter, String body, Instant now) {
        if (status / 100 == 2) {
            return new Delivery.Delivered("HTTP " + status, Optional.empty());
        }
        String reason = "HTTP " + status + (body.isBlank() ? "" : ": " + excerpt(body));
        boolean transientError = HTTP.contains(status) || (status / 100 == 5 && !HTTP_NEVER.contains(status));
        return transientError
                ? new Delivery.Retry(
                        reason, retryAfter.flatMap(value -> delay(value, now)), HTTP_PERHAPS.contains(status))
                : new Delivery.Rejected(reason);
    }

    /** What an error word of Slack's API means. */
    public static Delivery slack(String error) {
        String reason = "Slack: " + excerpt(error);
        return SLACK.contains(error)
                ? new Delivery.Retry(reason, Optional.empty(), SLACK_PERHAPS.contains(error))
                : new Delivery.Rejected(reason);
    }

    /**
     * What an error of an AWS service means: some say with status 400 what others say with 429, and credentials that have
     * expired are fetched anew.
     */
    public static Delivery aws(int status, Optional<String> retryAfter, String code, String message) {
        Delivery delivery = http(status, retryAfter, code + ": " + message, Instant.EPOCH);
        return delivery instanceof Delivery.Rejected && AWS.stream().anyMatch(code::startsWith)
                ? new Delivery.Retry(delivery.reason(), Optional.empty())
                : delivery;
    }

    /** What an SMTP reply code means. */
    public static Delivery smtp(int code, String text) {
        String reason = "SMTP " + code + ": " + excerpt(text);
        return code / 100 == 5 ? new Delivery.Rejected(reason) : new Delivery.Retry(reason, Optional.empty());
    }

    /** The other side did not answer, or not as agreed; unless it was never connected, it may have got the message. */
    public static Delivery unreachable(String place, Throwable cause) {
        boolean connected =
                Stream.iterate(cause, Objects::nonNull, Throwable::getCause).noneMatch(MustRetry::isBeforeTheMessage);
        return new Delivery.Retry(inWords(place, cause), Optional.empty(), connected);
    }

    private static boolean isBeforeTheMessage(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof NoRouteToHostException
                || cause instanceof UnknownHostException
                || cause instanceof SSLHandshakeException
                || cause instanceof SSLPeerUnverifiedException;
    }

    /** What went wrong on the way to a place, without a stack trace. */
    public static String inWords(String place, Throwable cause) {
        String message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
        return "cannot reach " + place + ": " + excerpt(cause.getClass().getSimpleName() + message);
    }

    private static Optional<Duration> delay(String value, Instant now) {
        Optional<Duration> delay = value.strip().matches("\\d{1,9}")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(value.strip())))
                : untilDate(value, now);
        return delay.map(asked -> asked.compareTo(LONGEST) > 0 ? LONGEST : asked);
    }

    private static Optional<Duration> untilDate(String value, Instant now) {
        try {
            Instant date = ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(date.isAfter(now) ? Duration.between(now, date) : Duration.ZERO);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String excerpt(String text) {
        return SafeText.cut(SafeText.line(text), EXCERPT);
    }
}
