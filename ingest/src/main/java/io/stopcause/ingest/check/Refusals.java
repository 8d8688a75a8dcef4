package io.stopcause.ingest.check;

import io.stopcause.model.Redaction;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What the failures of calls mean, in words for a person: the same for all looks. */
final class Refusals {

    private static final Set<String> DENIED = Set.of(
            "AccessDenied",
            "AccessDeniedException",
            "UnauthorizedOperation",
            "AuthorizationError",
            "AuthorizationErrorException",
            "UnauthorizedException");

    /** The credentials themselves are refused, whatever is asked. */
    private static final Set<String> CREDENTIALS = Set.of(
            "AuthFailure",
            "ExpiredToken",
            "ExpiredTokenException",
            "IncompleteSignature",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "RequestExpired",
            "SignatureDoesNotMatch",
            "UnrecognizedClientException");

    private Refusals() {}

    /** Whether the same call may succeed in a moment. */
    static boolean mayPass(AwsServiceException error) {
        return error.isThrottlingException() || error.statusCode() >= 500;
    }

    /** What a look is to see of an error: that it could not look, or the error itself. */
    static RuntimeException of(AwsServiceException error, String action) {
        String code = code(error);
        if (DENIED.contains(code)) {
            return new NotSeenException(
                    "Not allowed to look: give stopcause's role the permission " + action + ".", error);
        }
        if (CREDENTIALS.contains(code)) {
            return new NotSeenException("AWS refuses the credentials (" + code + "): renew them.", error);
        }
        if (code.equals("OptInRequired")) {
            return new NotSeenException("The Region or the service is not enabled for this account.", error);
        }
        if (code.equals("SubscriptionRequiredException")) {
            return new NotSeenException("The account's plan for AWS Support does not include this.", error);
        }
        return error;
    }

    static NotSeenException of(SdkClientException failure, String action) {
        return new NotSeenException(words(failure, action), failure);
    }

    static String words(SdkClientException failure, String action) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof ApiCallTimeoutException || message.contains("Read timed out")) {
            return "AWS did not answer " + action + " in time.";
        }
        if (message.contains("Unable to load credentials")) {
            return "There are no AWS credentials to look with.";
        }
        if (message.contains("Unable to load region")) {
            return "No Region of AWS is named: set AWS_REGION, or ingest.aws.region in the configuration.";
        }
        return action + " could not be asked: " + oneSentence(message);
    }

    /** An error that no look expected. */
    static String unexpected(AwsServiceException error) {
        String words =
                Optional.ofNullable(error.awsErrorDetails().errorMessage()).orElse("");
        return "AWS answered " + (code(error) + " " + oneSentence(words)).strip();
    }

    private static String code(AwsServiceException error) {
        return Optional.ofNullable(error.awsErrorDetails())
                .map(details -> details.errorCode())
                .orElse("");
    }

    static String oneSentence(String message) {
        String line = Redaction.of(message).replaceAll("\\s+", " ").strip();
        String head = line.length() > 300 ? line.substring(0, 300) + " …" : line;
        return head.endsWith(".") ? head : head + ".";
    }
}
