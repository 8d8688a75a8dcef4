package io.stopcause.notifier.receiver.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.Notification.Kind;
import io.stopcause.notifier.Incidents;
import io.stopcause.notifier.receiver.Addresses;
import io.stopcause.notifier.receiver.Delivery;
import io.stopcause.notifier.receiver.Peer;
import io.stopcause.notifier.receiver.Receiver;
import io.stopcause.notifier.receiver.ReceiverContract;
import io.stopcause.notifier.receiver.SecretText;
import io.stopcause.notifier.receiver.Secrets;
import io.stopcause.notifier.receiver.TestSurroundings;
import io.stopcause.notifier.receiver.email.SmtpConfig.Security;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmailReceiverTest extends ReceiverContract {

    private static final String PASSWORD = "s3cr3tpassword";

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
        server.setUser("ops@example.org", "ops", PASSWORD);
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Override
    protected Peer connect() {
        return new MailServers();
    }

    @Test
    void mailsOfOneIncidentMakeOneThread() throws MessagingException {
        Receiver receiver = open(server.getSmtp().getPort(), Security.PLAIN, Optional.empty());
        Optional<String> thread = reference(deliver(receiver, Incidents.STORY, Kind.OPENED, Optional.empty()));
        deliver(receiver, Incidents.withState(Incidents.STORY, Incident.State.RESOLVED), Kind.RESOLVED, thread);

        MimeMessage[] mails = server.getReceivedMessages();
        assertThat(mails[0].getMessageID())
                .isEqualTo("<incident-5f2c1a9be07d4431@example.org>")
                .isEqualTo(thread.orElseThrow());
        assertThat(mails[0].getHeader("In-Reply-To")).isNull();
        assertThat(mails[1].getMessageID())
                .isNotEqualTo(mails[0].getMessageID())
                .endsWith("@example.org>");
        assertThat(mails[1].getHeader("In-Reply-To")).containsExactly(mails[0].getMessageID());
        assertThat(mails[1].getHeader("References")).containsExactly(mails[0].getMessageID());
        assertThat(mails[1].getSubject()).isEqualTo("Re: " + mails[0].getSubject());
    }

    @Test
    void aMailHasATextAndAnHtmlPart() throws MessagingException, IOException {
        deliver(
                open(server.getSmtp().getPort(), Security.PLAIN, Optional.empty()),
                Incidents.STORY,
                Kind.OPENED,
                Optional.empty());

        MimeMessage mail = server.getReceivedMessages()[0];
        List<String> types = new ArrayList<>();
        parts(mail.getContent(), types, new ArrayList<>());
        assertThat(types).containsExactly("text/plain", "text/html");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getSubject()).isEqualTo("[stopcause] nginx: the image is arm64, the instance is x86_64");
    }

    @Test
    void theIncidentOverTimeStandsInTheMailAsAPicture() throws MessagingException, IOException {
        deliver(
                open(server.getSmtp().getPort(), Security.PLAIN, Optional.empty()),
                Incidents.crashLoop(),
                Kind.UPDATED,
                Optional.empty());

        MimeMessage mail = server.getReceivedMessages()[0];
        BodyPart picture = find((Multipart) mail.getContent(), "image/png").orElseThrow();
        assertThat(picture.getHeader("Content-ID")).containsExactly("<" + EmailHtml.PICTURE + ">");
        BufferedImage image = ImageIO.read(picture.getInputStream());
        assertThat(image.getWidth()).isEqualTo(1184);
        assertThat(colors(image, 18)).contains(Timeline.FAILING, Timeline.BEFORE);
        assertThat(colors(image, 66)).contains(Timeline.TASK).doesNotContain(Timeline.FAILING);
        assertThat(colors(image, 114)).contains(Timeline.CONSEQUENCE);
    }

    private static Optional<BodyPart> find(Multipart parts, String type) throws MessagingException, IOException {
        for (int i = 0; i < parts.getCount(); i++) {
            BodyPart part = parts.getBodyPart(i);
            Optional<BodyPart> found = part.isMimeType(type)
                    ? Optional.of(part)
                    : part.getContent() instanceof Multipart inner ? find(inner, type) : Optional.empty();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Set<Integer> colors(BufferedImage image, int y) {
        return IntStream.range(0, image.getWidth())
                .mapToObj(x -> image.getRGB(x, y) & 0xFFFFFF)
                .collect(Collectors.toSet());
    }

    @Test
    void headersCannotBeInjected() throws MessagingException {
        deliver(
                open(server.getSmtp().getPort(), Security.PLAIN, Optional.empty()),
                Incidents.hostile(),
                Kind.OPENED,
                Optional.empty());

        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(mail.getSubject()).doesNotContain("\n").hasSizeLessThanOrEqualTo(150);
    }

    @Test
    void aServerWithoutEncryptionGetsNothingWhenStarttlsIsAskedFor() {
        Receiver receiver = open(server.getSmtp().getPort(), Security.STARTTLS, Optional.of(PASSWORD));

        assertThat(deliver(receiver, Incidents.STORY, Kind.OPENED, Optional.empty()))
                .isInstanceOf(Delivery.Retry.class);
        assertThat(receiver.check()).isPresent();
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void aCertificateThatNobodyVouchesForIsNotTrusted() {
        GreenMail impostor = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        impostor.start();
        try {
            Receiver receiver = open(impostor.getSmtps().getPort(), Security.TLS, Optional.of(PASSWORD));

            assertThat(deliver(receiver, Incidents.STORY, Kind.OPENED, Optional.empty()))
                    .isInstanceOfSatisfying(Delivery.Retry.class, retry -> assertThat(retry.reason())
                            .contains("certification path"));
            assertThat(impostor.getReceivedMessages()).isEmpty();
        } finally {
            impostor.stop();
        }
    }

    @Test
    void aFileWithoutCertificatesIsNoAuthority(@TempDir Path directory) throws IOException {
        Secrets secrets = new Secrets(Map.of(), directory);
        Files.writeString(directory.resolve("empty.pem"), "no certificate\n");

        assertThat(smtp("'security':'tls','authorityFile':'empty.pem'").problems(secrets))
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem.toString()).startsWith("authorityFile: holds no certificates"));
        assertThat(smtp("'authorityFile':'gone.pem'").problems(secrets))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString()).contains("gone.pem does not exist"));
        assertThat(smtp("'security':'plain','authorityFile':'gone.pem'").problems(secrets))
                .extracting(Object::toString)
                .containsExactly("authorityFile: has no effect: the way is not encrypted");
    }

    private static SmtpConfig smtp(String fields) {
        return Json.read(("{'host':'mail.example.org'," + fields + "}").replace('\'', '"'), SmtpConfig.class);
    }

    @Test
    void aRightPasswordOpensAndAWrongOneIsRefused() {
        int port = server.getSmtp().getPort();

        assertThat(deliver(
                        open(port, Security.PLAIN, Optional.of(PASSWORD)),
                        Incidents.STORY,
                        Kind.OPENED,
                        Optional.empty()))
                .isInstanceOf(Delivery.Delivered.class);
        assertThat(deliver(
                        open(port, Security.PLAIN, Optional.of("wrong")),
                        Incidents.STORY,
                        Kind.OPENED,
                        Optional.empty()))
                .isInstanceOfSatisfying(Delivery.Rejected.class, rejected -> assertThat(rejected.reason())
                        .contains("SMTP 535"));
    }

    private static Receiver open(int port, Security security, Optional<String> password) {
        return new EmailConfig(
                        "stopcause@example.org",
                        List.of("ops@example.org"),
                        new SmtpConfig(
                                "127.0.0.1",
                                Optional.of(port),
                                Optional.of(security),
                                password.map(any -> "ops"),
                                password.map(SecretText::new),
                                Optional.empty(),
                                Optional.empty()))
                .open(TestSurroundings.QUIET);
    }

    private static void parts(Object content, List<String> types, List<String> texts)
            throws MessagingException, IOException {
        if (content instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart part = parts.getBodyPart(i);
                if (part.getContent() instanceof String) {
                    types.add(part.getContentType().split(";", -1)[0]);
                    texts.add((String) part.getContent());
                }
                parts(part.getContent(), types, texts);
            }
        }
    }

    private final class MailServers implements Peer {

        private final ScriptedSmtp busy = new ScriptedSmtp("451 4.7.1 greylisted, come back later");
        private final ScriptedSmtp refusing = new ScriptedSmtp("550 5.1.1 no such user");

        @Override
        public Receiver willing() {
            return open(server.getSmtp().getPort(), Security.PLAIN, Optional.of(PASSWORD));
        }

        @Override
        public Optional<Receiver> busy() {
            return Optional.of(open(busy.port(), Security.PLAIN, Optional.empty()));
        }

        @Override
        public Optional<Receiver> refusing() {
            return Optional.of(open(refusing.port(), Security.PLAIN, Optional.empty()));
        }

        @Override
        public Receiver absent() {
            return open(Addresses.unused(), Security.PLAIN, Optional.of(PASSWORD));
        }

        @Override
        public List<String> received() {
            return Arrays.stream(server.getReceivedMessages()).map(this::read).toList();
        }

        private String read(MimeMessage mail) {
            try {
                List<String> texts = new ArrayList<>(List.of(mail.getSubject()));
                parts(mail.getContent(), new ArrayList<>(), texts);
                return String.join("\n", texts).replace("\r\n", "\n");
            } catch (MessagingException | IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public List<String> forbidden() {
            return List.of("\u001B", "\r", "<b>", "=\n<script>");
        }

        @Override
        public List<String> secrets() {
            return List.of(PASSWORD);
        }

        @Override
        public void close() {
            busy.close();
            refusing.close();
        }
    }
}
