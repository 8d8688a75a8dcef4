package io.stopcause.notifier.receiver.email;

import io.stopcause.notifier.message.Message;
import io.stopcause.notifier.message.MessageText;
import io.stopcause.notifier.message.SafeText;
import io.stopcause.notifier.receiver.Delivery;
import io.stopcause.notifier.receiver.Dispatch;
import io.stopcause.notifier.receiver.Receiver;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.simplejavamail.MailException;
import org.simplejavamail.api.email.Email;
import org.simplejavamail.api.email.EmailPopulatingBuilder;
import org.simplejavamail.api.mailer.Mailer;
import org.simplejavamail.email.EmailBuilder;

/**
 * Mails of one incident make one thread: the first has an id made of the incident's, all others refer to it, and the
 * subject does not change but for {@code Re:}. The same message sent again has the same id, which mail servers and
 * clients know how to drop.
 */
final class EmailReceiver implements Receiver {

    private static final int SUBJECT = 150;

    private final Mailer mailer;
    private final String from;
    private final List<String> to;
    private final String server;

    EmailReceiver(Mailer mailer, String from, List<String> to, String server) {
        this.mailer = mailer;
        this.from = from;
        this.to = to;
        this.server = server;
    }

    @Override
    public Delivery deliver(Dispatch dispatch) {
        try {
            mailer.sendMail(email(dispatch), false).join();
            return new Delivery.Delivered("accepted by " + server, Optional.of(thread(dispatch)));
        } catch (MailException | CompletionException e) {
            return SmtpFailure.delivery(server, e);
        }
    }

    private Email email(Dispatch dispatch) {
        Message message = dispatch.message();
        String thread = thread(dispatch);
        Optional<Timeline> timeline = Timeline.of(dispatch.incident());
        String subject = SafeText.cut("[stopcause] " + message.head().title(), SUBJECT);
        EmailPopulatingBuilder email = EmailBuilder.startingBlank()
                .from("stopcause", from)
                .toMultiple(to)
                .withHeader("Auto-Submitted", "auto-generated")
                .withHeader("X-Stopcause-Incident", SafeText.line(message.head().incident()))
                .withPlainText(MessageText.title(message) + "\n" + String.join("\n", MessageText.body(message)) + "\n")
                .withHTMLText(EmailHtml.of(message, timeline));
        timeline.ifPresent(picture -> email.withEmbeddedImage(EmailHtml.PICTURE, picture.png(), "image/png"));
        if (dispatch.reference().isEmpty()) {
            return email.withSubject(subject).fixingMessageId(thread).buildEmail();
        }
        return email.withSubject("Re: " + subject)
                .fixingMessageId("<" + dispatch.key() + "." + thread.substring(1))
                .withHeader("In-Reply-To", thread)
                .withHeader("References", thread)
                .buildEmail();
    }

    /** Id of the mail that the thread began with. */
    private String thread(Dispatch dispatch) {
        return dispatch.reference()
                .orElseGet(() -> "<incident-"
                        + dispatch.incident().id().replaceAll("[^A-Za-z0-9-]", "_") + "@"
                        + from.substring(from.lastIndexOf('@') + 1) + ">");
    }

    @Override
    public Optional<String> check() {
        try {
            mailer.testConnection(false).join();
            return Optional.empty();
        } catch (MailException | CompletionException e) {
            return Optional.of(SmtpFailure.delivery(server, e).reason());
        }
    }

    @Override
    public void close() {
        // Each mail has a connection of its own, which ended with it.
    }
}
