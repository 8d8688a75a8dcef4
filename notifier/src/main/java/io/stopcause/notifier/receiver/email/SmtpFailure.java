package io.stopcause.notifier.receiver.email;

import io.stopcause.notifier.receiver.Delivery;
import io.stopcause.notifier.receiver.MustRetry;
import jakarta.mail.AuthenticationFailedException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.simplejavamail.mailer.MailValidationException;

/** What a failed attempt to send means. The server's own reply stands at the start of some exception of the chain. */
final class SmtpFailure {

    private static final Pattern REPLY = Pattern.compile("^([245]\\d\\d)[ -](.*)", Pattern.DOTALL);
    private static final int DEEPEST = 10;

    private SmtpFailure() {}

    static Delivery delivery(String server, Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; i < DEEPEST; i++) {
            if (cause instanceof MailValidationException) {
                return new Delivery.Rejected(MustRetry.inWords(server, cause));
            }
            Matcher reply = REPLY.matcher(cause.getMessage() == null ? "" : cause.getMessage());
            if (reply.matches()) {
                return MustRetry.smtp(Integer.parseInt(reply.group(1)), reply.group(2));
            }
            if (cause instanceof AuthenticationFailedException) {
                return new Delivery.Rejected(MustRetry.inWords(server, cause));
            }
            if (cause.getCause() == null) {
                break;
            }
            cause = cause.getCause();
        }
        return MustRetry.unreachable(server, cause);
    }
}
