package io.stopcause.ingest.install.account;

import io.stopcause.ingest.install.InstallException;
import io.stopcause.ingest.install.rights.Feature;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** What went wrong at AWS, in words for the person who asked. */
public final class Refusal {

    private static final Set<String> CREDENTIALS = Set.of(
            "AuthFailure",
            "ExpiredToken",
            "ExpiredTokenException",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "MissingAuthenticationToken",
            "SignatureDoesNotMatch",
            "UnrecognizedClientException");

    private Refusal() {}

    /** Does something with AWS; what fails is told in words. */
    static <T> T told(Supplier<T> work) {
        try {
            return work.get();
        } catch (SdkException e) {
            throw new InstallException(words(e), e);
        }
    }

    static String words(SdkException failure) {
        return words(failure, Feature.INSTALL);
    }

    /**
     * For a person.
     *
     * @param feature what the call was made for
     */
    public static String words(SdkException failure, Feature feature) {
        if (failure instanceof AwsServiceException answer) {
            return words(answer, feature);
        }
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof SdkClientException && message.contains("Unable to load credentials")) {
            return "no AWS credentials were found; set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or"
                    + " run where a role is attached";
        }
        return "AWS cannot be reached: " + firstLine(message);
    }

    private static String words(AwsServiceException answer, Feature feature) {
        String code = Optional.ofNullable(answer.awsErrorDetails())
                .map(details -> details.errorCode())
                .orElse("");
        String said = Optional.ofNullable(answer.awsErrorDetails())
                .map(details -> details.errorMessage())
                .orElseGet(() -> String.valueOf(answer.getMessage()));
        if (CREDENTIALS.contains(code)) {
            return "AWS refuses the credentials (" + code + "): renew them";
        }
        if (code.contains("AccessDenied") || code.contains("Unauthorized") || answer.statusCode() == 403) {
            return "AWS does not allow it: " + firstLine(said) + "; 'stopcause aws policy --feature " + feature.words()
                    + "' prints the rights that it takes";
        }
        return "AWS answers " + (code + ": " + firstLine(said)).strip();
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").replaceAll(" \\(Service: .*", "");
    }
}
