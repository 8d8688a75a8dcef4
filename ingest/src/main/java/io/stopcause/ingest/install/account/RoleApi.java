package io.stopcause.ingest.install.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.ingest.install.Found;
import io.stopcause.ingest.install.Installation;
import io.stopcause.ingest.install.Kind;
import io.stopcause.ingest.install.Resource;
import io.stopcause.model.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

/** The role by which CloudWatch Logs writes into the stream, with its one policy. */
final class RoleApi implements ResourceApi {

    private static final String POLICY = "stopcause";

    private final IamClient client;
    private final Installation installation;

    RoleApi(IamClient client, Installation installation) {
        this.client = client;
        this.installation = installation;
    }

    @Override
    public Kind kind() {
        return Kind.ROLE;
    }

    @Override
    public Optional<Found> find(Resource wanted) {
        Optional<Role> role = role(wanted.name());
        if (role.isEmpty()) {
            return Optional.empty();
        }
        if (!isOurs(role.get())) {
            return Optional.of(new Found.Foreign(
                    "a role of this name is there, without the tag " + Installation.TAG + "=" + installation.name()));
        }
        SortedMap<String, JsonNode> settings = new TreeMap<>();
        settings.put("AssumeRolePolicyDocument", document(role.get().assumeRolePolicyDocument()));
        policy(wanted.name()).ifPresent(policy -> settings.put("Policy", policy));
        return Optional.of(new Found.Ours(settings));
    }

    @Override
    public void create(Resource wanted) {
        client.createRole(request -> request.roleName(wanted.name())
                .assumeRolePolicyDocument(Json.write(wanted.setting("AssumeRolePolicyDocument")))
                .description("Lets CloudWatch Logs write into the stream of stopcause")
                .tags(Tag.builder()
                        .key(Installation.TAG)
                        .value(installation.name())
                        .build()));
        putPolicy(wanted);
    }

    @Override
    public void update(Resource wanted) {
        client.updateAssumeRolePolicy(request ->
                request.roleName(wanted.name()).policyDocument(Json.write(wanted.setting("AssumeRolePolicyDocument"))));
        putPolicy(wanted);
    }

    @Override
    public List<String> owned() {
        return role(installation.roleName()).filter(this::isOurs).map(Role::roleName).stream()
                .toList();
    }

    @Override
    public Optional<String> delete(String name) {
        if (policy(name).isPresent()) {
            client.deleteRolePolicy(request -> request.roleName(name).policyName(POLICY));
        }
        client.deleteRole(request -> request.roleName(name));
        return Optional.empty();
    }

    private void putPolicy(Resource wanted) {
        client.putRolePolicy(request -> request.roleName(wanted.name())
                .policyName(POLICY)
                .policyDocument(Json.write(wanted.setting("Policy"))));
    }

    private Optional<Role> role(String name) {
        try {
            return Optional.of(client.getRole(request -> request.roleName(name)).role());
        } catch (NoSuchEntityException e) {
            return Optional.empty();
        }
    }

    private Optional<JsonNode> policy(String role) {
        try {
            return Optional.of(document(
                    client.getRolePolicy(request -> request.roleName(role).policyName(POLICY))
                            .policyDocument()));
        } catch (NoSuchEntityException e) {
            return Optional.empty();
        }
    }

    private boolean isOurs(Role role) {
        return role.tags().stream()
                .anyMatch(
                        tag -> tag.key().equals(Installation.TAG) && tag.value().equals(installation.name()));
    }

    /** IAM gives documents back encoded as for an address. */
    private static JsonNode document(String encoded) {
        return Json.read(URLDecoder.decode(encoded, StandardCharsets.UTF_8), JsonNode.class);
    }
}
