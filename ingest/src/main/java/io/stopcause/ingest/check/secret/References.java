package io.stopcause.ingest.check.secret;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Api;
import io.stopcause.ingest.check.Ecs;
import io.stopcause.ingest.check.NotSeenException;
import io.stopcause.ingest.check.Seen;
import io.stopcause.model.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** The secrets that a task definition names. */
final class References {

    static final String GET_SECRET_VALUE = "secretsmanager:GetSecretValue";

    private References() {}

    private static Stream<Secret> all(ContainerDefinition container) {
        return Stream.concat(
                container.secrets().stream(),
                Optional.ofNullable(container.logConfiguration())
                        .map(logs -> logs.secretOptions().stream())
                        .orElse(Stream.empty()));
    }

    private static String name(TaskDefinition definition) {
        return "The task definition " + definition.family() + ":" + definition.revision();
    }

    static Seen valid(About about, Account account) {
        TaskDefinition definition = Ecs.definition(about, account);
        List<Secret> secrets = definition.containerDefinitions().stream()
                .flatMap(References::all)
                .toList();
        Optional<Secret> wrong = secrets.stream()
                .filter(secret -> SecretReference.parse(String.valueOf(secret.valueFrom()))
                        .isEmpty())
                .findFirst();
        if (wrong.isPresent()) {
            return Seen.no(name(definition) + " takes " + wrong.get().name() + " from '"
                            + wrong.get().valueFrom() + "', which names neither a secret nor a parameter.")
                    .with("reference", String.valueOf(wrong.get().valueFrom()));
        }
        return secrets.isEmpty()
                ? Seen.unknown(name(definition) + " takes nothing from a store.")
                : Seen.yes(name(definition) + " names its " + secrets.size() + " secrets in a form that is valid.");
    }

    /** What a private registry is asked with: a user name and a password, as JSON. */
    static Seen hasLogin(About about, Account account) {
        TaskDefinition definition = Ecs.definition(about, account);
        List<SecretReference> named = definition.containerDefinitions().stream()
                .flatMap(each -> Optional.ofNullable(each.repositoryCredentials()).stream())
                .flatMap(each -> SecretReference.parse(String.valueOf(each.credentialsParameter())).stream())
                .distinct()
                .toList();
        if (named.isEmpty()) {
            throw new NotSeenException(name(definition) + " names no credentials for a registry.");
        }
        named.forEach(each -> each.checkAccount(about));
        return Seen.worst(named.stream()
                .flatMap(each -> Stream.of("username", "password").map(key -> seen(each, key, each.seenFrom(account))))
                .toList());
    }

    static Seen hasKey(About about, Account account) {
        String key = about.need("key").replaceAll("[.,;:'\")]+$", "");
        TaskDefinition definition = Ecs.definition(about, account);
        SecretReference reference = definition.containerDefinitions().stream()
                .flatMap(References::all)
                .flatMap(secret -> SecretReference.parse(String.valueOf(secret.valueFrom())).stream())
                .filter(each -> each.key().filter(key::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> new NotSeenException(name(definition) + " takes no key " + key + " from a secret."));
        reference.checkAccount(about);
        return seen(reference, key, reference.seenFrom(account));
    }

    /** The value is looked at for the names of its keys, and goes nowhere. */
    private static Seen seen(SecretReference reference, String key, Account there) {
        GetSecretValueRequest request =
                GetSecretValueRequest.builder().secretId(reference.id()).build();
        try {
            GetSecretValueResponse value =
                    there.call(Api.SECRETS, "GetSecretValue", SecretsManagerClient::getSecretValue, request);
            if (value.secretString() == null && value.secretBinary() == null) {
                throw NotSeenException.absurd(GET_SECRET_VALUE);
            }
            String name = "The " + reference.words();
            if (!has(Optional.ofNullable(value.secretString()).orElse(""), key)) {
                return Seen.no(name + " is no JSON object with the key " + key + ".");
            }
            return value.createdDate() != null && !there.isRecent(value.createdDate())
                    ? Seen.yes(name + " has the key " + key + ".")
                    : Seen.unknown(name + " has the key " + key + " now; it may have come later.");
        } catch (ResourceNotFoundException e) {
            return Seen.no("There is no value of the " + reference.words() + ".");
        }
    }

    private static boolean has(String value, String key) {
        try {
            JsonNode node = Json.mapper().readTree(value);
            return node != null && node.isObject() && node.has(key);
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
