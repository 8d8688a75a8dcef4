package io.stopcause.notifier.receiver.email;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.sanctionco.jmail.JMail;
import io.stopcause.notifier.receiver.ConfigProblem;
import io.stopcause.notifier.receiver.Receiver;
import io.stopcause.notifier.receiver.ReceiverFactory;
import io.stopcause.notifier.receiver.Secrets;
import io.stopcause.notifier.receiver.Surroundings;
import java.util.ArrayList;
import java.util.List;
import org.simplejavamail.api.mailer.Mailer;
import org.simplejavamail.api.mailer.MailerRegularBuilder;
import org.simplejavamail.mailer.MailerBuilder;

/**
 * Mailboxes that share one mail.
 *
 * @param from sender's address
 * @param to addresses
 * @param smtp the server that takes the mail
 */
public record EmailConfig(
        String from,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<String> to,

        SmtpConfig smtp)
        implements ReceiverFactory {

    private static final int TIMEOUT_MILLIS = 15_000;

    public EmailConfig {
        to = List.copyOf(to);
    }

    @Override
    public List<ConfigProblem> problems(Secrets secrets) {
        List<ConfigProblem> problems = new ArrayList<>();
        checkAddress("from", from, problems);
        if (to.isEmpty()) {
            problems.add(new ConfigProblem("to", "is empty"));
        }
        for (int i = 0; i < to.size(); i++) {
            checkAddress("to[" + i + "]", to.get(i), problems);
        }
        smtp.problems(secrets).forEach(problem -> problems.add(problem.under("smtp")));
        return problems;
    }

    private static void checkAddress(String path, String address, List<ConfigProblem> problems) {
        if (!JMail.isValid(address)) {
            problems.add(new ConfigProblem(path, "'" + address + "' is no mail address such as ops@example.org"));
        }
    }

    @Override
    public Receiver open(Surroundings surroundings) {
        return new EmailReceiver(mailer(surroundings.secrets()), from, to, smtp.host() + ":" + smtp.portOrUsual());
    }

    private Mailer mailer(Secrets secrets) {
        MailerRegularBuilder<?> builder = MailerBuilder.withSMTPServer(smtp.host(), smtp.portOrUsual())
                .withTransportStrategy(smtp.transport())
                .trustingAllHosts(false) // the library trusts every certificate unless told not to
                .verifyingServerIdentity(true)
                .withSessionTimeout(TIMEOUT_MILLIS);
        if (smtp.isPlain()) {
            // the library would still use what the server offers, and fail at the certificate that such servers make up
            builder.withProperty("mail.smtp.starttls.enable", "false");
        }
        smtp.username().ifPresent(builder::withSMTPServerUsername);
        smtp.findPassword(secrets).ifPresent(builder::withSMTPServerPassword);
        Mailer mailer = builder.buildMailer();
        // the library hands a factory of its caller's on for STARTTLS only
        smtp.sockets(secrets).ifPresent(sockets -> List.of("smtp", "smtps")
                .forEach(protocol ->
                        mailer.getSession().getProperties().put("mail." + protocol + ".ssl.socketFactory", sockets)));
        return mailer;
    }
}
