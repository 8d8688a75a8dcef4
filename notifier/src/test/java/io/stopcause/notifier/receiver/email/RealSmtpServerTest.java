package io.stopcause.notifier.receiver.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.stopcause.model.Incident;
import io.stopcause.model.Notification.Kind;
import io.stopcause.notifier.Incidents;
import io.stopcause.notifier.message.MessageWriter;
import io.stopcause.notifier.receiver.Addresses;
import io.stopcause.notifier.receiver.Delivery;
import io.stopcause.notifier.receiver.Dispatch;
import io.stopcause.notifier.receiver.Receiver;
import io.stopcause.notifier.receiver.SecretText;
import io.stopcause.notifier.receiver.TestSurroundings;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real mail server, which keeps what it takes in files; skipped where there is none, or no right to start one. */
@Timeout(60)
class RealSmtpServerTest {

    private static final Path EXIM = Path.of("/usr/sbin/exim4");

    @TempDir
    private Path directory = Path.of("");

    private final int port = Addresses.unused();
    private final int tlsPort = Addresses.unused();
    private Path authority = Path.of("");
    private Optional<Process> process = Optional.empty();

    @BeforeEach
    void start() throws IOException, InterruptedException, GeneralSecurityException {
        assumeTrue(Files.isExecutable(EXIM), "there is no mail server: apt-get install exim4-daemon-light");
        assumeTrue("root".equals(System.getProperty("user.name")), "only root may start the mail server");
        Path mails = Files.createDirectories(directory.resolve("mails"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(mails, PosixFilePermissions.fromString("rwxrwxrwx"));
        ServerCertificate certificate = ServerCertificate.in(directory);
        authority = certificate.certificate();
        Path config = Files.writeString(directory.resolve("exim.conf"), """
            spool_directory = %1$s/spool
            log_file_path = %1$s/%%slog
            exim_user = root
            exim_group = root
            never_users =
            primary_hostname = mail.example.org
            domainlist local_domains = example.org
            acl_smtp_rcpt = rcpt
            acl_smtp_data = accept_all
            keep_environment =
            tls_advertise_hosts = *
            tls_certificate = %2$s
            tls_privatekey = %3$s
            tls_on_connect_ports = %4$d
            begin acl
            rcpt:
              deny message = no such user
                   condition = ${if eq{$local_part}{nobody}}
              accept authenticated = *
              deny message = who are you
            accept_all:
              accept
            begin routers
            all:
              driver = accept
              transport = files
            begin transports
            files:
              driver = appendfile
              directory = %1$s/mails
              maildir_format
              create_directory
              user = mail
              group = mail
            begin authenticators
            plain:
              driver = plaintext
              public_name = PLAIN
              server_prompts = :
              server_condition = ${if and{{eq{$auth2}{ops}}{eq{$auth3}{s3cr3t}}}}
              server_set_id = $auth2
            """.formatted(
                        directory, certificate.certificate(), certificate.key(), tlsPort));
        process = Optional.of(new ProcessBuilder(
                        EXIM.toString(),
                        "-C",
                        config.toString(),
                        "-bdf",
                        "-oX",
                        "127.0.0.1." + port + " : 127.0.0.1." + tlsPort,
                        "-oP",
                        directory.resolve("pid").toString(),
                        "-q1s")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("out").toFile())
                .start());
        while (!answers()) {
            assertThat(process.get().isAlive())
                    .as(Files.readString(directory.resolve("out")))
                    .isTrue();
            Thread.sleep(50);
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (process.isPresent()) {
            process.get().destroy();
            process.get().waitFor();
        }
    }

    @Test
    void threadsAndPicturesArriveAndWhoMayNotSendIsTold() throws Exception {
        try (Receiver receiver = open("ops@example.org", Optional.of("s3cr3t"))) {
            assertThat(receiver.check()).isEmpty();
            Optional<String> thread = send(receiver, Incidents.crashLoop(), Kind.OPENED, Optional.empty());
            send(receiver, Incidents.withState(Incidents.crashLoop(), Incident.State.RESOLVED), Kind.RESOLVED, thread);
            send(receiver, Incidents.hostile(), Kind.OPENED, Optional.empty());

            List<MimeMessage> mails = mails(3);
            MimeMessage first = mails.stream()
                    .filter(mail -> id(mail).equals("<incident-5f2c1a9be07d4431@example.org>"))
                    .findFirst()
                    .orElseThrow();
            assertThat(thread).contains(id(first));
            assertThat(mails).anySatisfy(mail -> assertThat(mail.getHeader("In-Reply-To"))
                    .containsExactly(id(first)));
            assertThat(first.getSize()).isLessThan(60_000);
        }
        try (Receiver stranger = open("ops@example.org", Optional.empty());
                Receiver misled = open("nobody@example.org", Optional.of("s3cr3t"));
                Receiver forgetful = open("ops@example.org", Optional.of("wrong"))) {
            for (Receiver receiver : List.of(stranger, misled, forgetful)) {
                assertThat(receiver.deliver(dispatch(Incidents.STORY, Kind.OPENED, Optional.empty())))
                        .isInstanceOfSatisfying(Delivery.Rejected.class, rejected -> assertThat(rejected.reason())
                                .matches("SMTP 5(50|35).*")
                                .doesNotContain("s3cr3t"));
            }
        }
    }

    @Test
    void anAuthorityOfOnesOwnVouchesForTheServer() throws Exception {
        for (SmtpConfig.Security security : List.of(SmtpConfig.Security.STARTTLS, SmtpConfig.Security.TLS)) {
            try (Receiver sure = open("ops@example.org", Optional.of("s3cr3t"), security, Optional.of(authority));
                    Receiver unsure = open("ops@example.org", Optional.of("s3cr3t"), security, Optional.empty())) {
                assertThat(sure.check()).as(security.wire()).isEmpty();
                send(sure, Incidents.STORY, Kind.OPENED, Optional.empty());

                assertThat(unsure.check().orElseThrow()).contains("certification path");
                assertThat(unsure.deliver(dispatch(Incidents.STORY, Kind.OPENED, Optional.empty())))
                        .isInstanceOf(Delivery.Retry.class);
            }
        }
        assertThat(mails(2)).allSatisfy(mail -> assertThat(mail.getHeader("Received")[0])
                .containsPattern("with esmtpsa \\(TLS1\\.[23]\\)|with esmtpsa\\s+\\(TLS1"));
    }

    private Receiver open(String to, Optional<String> password) {
        return open(to, password, SmtpConfig.Security.PLAIN, Optional.empty());
    }

    private Receiver open(
            String to, Optional<String> password, SmtpConfig.Security security, Optional<Path> certificates) {
        return new EmailConfig(
                        "stopcause@example.org",
                        List.of(to),
                        new SmtpConfig(
                                "127.0.0.1",
                                Optional.of(security == SmtpConfig.Security.TLS ? tlsPort : port),
                                Optional.of(security),
                                password.map(any -> "ops"),
                                password.map(SecretText::new),
                                Optional.empty(),
                                certificates.map(Path::toString)))
                .open(TestSurroundings.QUIET);
    }

    private static Optional<String> send(Receiver receiver, Incident incident, Kind kind, Optional<String> reference) {
        Delivery delivery = receiver.deliver(dispatch(incident, kind, reference));
        assertThat(delivery).isInstanceOf(Delivery.Delivered.class);
        return ((Delivery.Delivered) delivery).reference();
    }

    private static Dispatch dispatch(Incident incident, Kind kind, Optional<String> reference) {
        return Dispatch.of(
                incident, MessageWriter.write(incident, kind, List.of(), Optional.empty()), "k" + kind, reference);
    }

    private List<MimeMessage> mails(int count) throws IOException, InterruptedException, MessagingException {
        Path box = directory.resolve("mails/new");
        while (true) {
            List<MimeMessage> mails = new ArrayList<>();
            if (Files.isDirectory(box)) {
                try (Stream<Path> files = Files.list(box)) {
                    for (Path file : files.toList()) {
                        try (InputStream in = Files.newInputStream(file)) {
                            mails.add(new MimeMessage(Session.getInstance(new Properties()), in));
                        }
                    }
                }
            }
            if (mails.size() >= count) {
                return mails;
            }
            Thread.sleep(50);
        }
    }

    private static String id(MimeMessage mail) {
        try {
            return mail.getMessageID();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }
}
