package io.stopcause.ingest.check;

import static io.stopcause.ingest.check.Xml.element;
import static io.stopcause.ingest.check.Xml.response;

import io.stopcause.ingest.check.FakeAws.Reply;
import io.stopcause.ingest.check.FakeAws.Request;
import io.stopcause.ingest.check.GeneratedAccount.Grant;
import io.stopcause.ingest.check.GeneratedAccount.Trust;
import io.stopcause.model.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Answers over HTTP, in AWS's own formats, what AWS would answer of a {@link GeneratedAccount}. */
final class GeneratedAccountServer {

    private static final Pattern ACTION = Pattern.compile("ActionNames\\.member\\.\\d+=([^&]+)");
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String SINGLE = "application/vnd.oci.image.manifest.v1+json";
    private static final String NO_ENTITY = "NoSuchEntity";
    private static final String NO_RESOURCE = "ResourceNotFoundException";

    private final GeneratedAccount account;
    private final FakeAws aws;

    private GeneratedAccountServer(GeneratedAccount account, FakeAws aws) {
        this.account = account;
        this.aws = aws;
    }

    static void serve(GeneratedAccount account, FakeAws aws) {
        GeneratedAccountServer server = new GeneratedAccountServer(account, aws);
        Map<String, Function<Request, Reply>> operations = Map.of(
                "BatchGetImage", server::manifest,
                "DescribeImages", request -> server.pushes(),
                "GetDownloadUrlForLayer", server::address,
                "GetRole", request -> server.role(),
                "SimulatePrincipalPolicy", server::simulate,
                "DescribeSecret", request -> server.secret(),
                "GetSecretValue", request -> server.value(),
                "DescribeTaskDefinition", request -> server.definition());
        operations.forEach((name, reply) -> aws.on(
                name,
                request -> account.denied.contains(name)
                        ? FakeAws.error("AccessDeniedException", "not authorized")
                        : reply.apply(request)));
        account.image.ran().forEach(server::configuration);
        account.image.tagged().forEach(server::configuration);
    }

    private void configuration(String processor) {
        aws.on("GET /" + processor, "{\"architecture\":\"" + processor + "\",\"os\":\"linux\"}");
    }

    private Reply manifest(Request request) {
        boolean byDigest = request.body().contains(account.ranDigest());
        if (!byDigest && !account.image.exists()) {
            return FakeAws.ok("{\"images\":[],\"failures\":[{\"failureCode\":\"ImageNotFound\"}]}");
        }
        Set<String> processors = byDigest ? account.image.ran() : account.image.tagged();
        boolean index = account.image.index();
        return FakeAws.ok(Json.write(Map.of(
                "images",
                List.of(Map.of(
                        "imageManifest", index ? index(processors) : single(processors),
                        "imageManifestMediaType", index ? INDEX : SINGLE,
                        "imageId",
                                Map.of(
                                        "imageDigest",
                                        byDigest ? account.ranDigest() : account.tagDigest(),
                                        "imageTag",
                                        "7"))))));
    }

    private static String index(Set<String> processors) {
        return "{\"schemaVersion\":2,\"mediaType\":\"" + INDEX + "\",\"manifests\":["
                + "{\"digest\":\"sha256:0\",\"platform\":{\"architecture\":\"unknown\",\"os\":\"unknown\"}},"
                + processors.stream()
                        .map(each -> "{\"digest\":\"sha256:" + each + "\",\"platform\":{\"architecture\":\"" + each
                                + "\",\"os\":\"linux\"}}")
                        .collect(Collectors.joining(","))
                + "]}";
    }

    private static String single(Set<String> processors) {
        return "{\"schemaVersion\":2,\"mediaType\":\"" + SINGLE + "\",\"config\":{\"digest\":\"sha256:"
                + processors.iterator().next() + "\"}}";
    }

    private Reply address(Request request) {
        String processor = Set.of("amd64", "arm64", "s390x").stream()
                .filter(request.body()::contains)
                .findFirst()
                .orElseThrow();
        return FakeAws.ok("{\"downloadUrl\":\"http://" + aws.host() + "/" + processor + "\"}");
    }

    private Reply pushes() {
        String time = account.image.lately() ? GeneratedAccount.LATELY : GeneratedAccount.LONG_AGO;
        return FakeAws.ok(
                account.image.exists()
                        ? "{\"imageDetails\":[{\"imageDigest\":\"" + account.tagDigest()
                                + "\",\"imageTags\":[\"7\"],\"imagePushedAt\":"
                                + Instant.parse(time).getEpochSecond() + "}]}"
                        : "{\"imageDetails\":[]}");
    }

    private Reply role() {
        if (!account.role.exists()) {
            return FakeAws.error(NO_ENTITY, "The role cannot be found.");
        }
        String trust = "{\"Version\":\"2012-10-17\",\"Statement\":["
                + account.role.trusts().stream()
                        .map(GeneratedAccountServer::statement)
                        .collect(Collectors.joining(","))
                + "]}";
        return FakeAws.ok(response(
                "GetRole",
                element(
                        "GetRoleResult",
                        element(
                                "Role",
                                element("RoleName", "execution" + account.tag)
                                        + element("Arn", account.roleArn())
                                        + element(
                                                "CreateDate",
                                                account.role.lately()
                                                        ? GeneratedAccount.LATELY
                                                        : GeneratedAccount.LONG_AGO)
                                        + element(
                                                "AssumeRolePolicyDocument",
                                                URLEncoder.encode(trust, StandardCharsets.UTF_8))))));
    }

    private static String statement(Trust trust) {
        return "{\"Effect\":\"" + (trust.allow() ? "Allow" : "Deny") + "\",\"Principal\":{\"Service\":\""
                + trust.service()
                + "\"},\"Action\":\"sts:AssumeRole\""
                + (trust.conditional() ? ",\"Condition\":{\"StringEquals\":{\"aws:SourceAccount\":\"1\"}}" : "") + "}";
    }

    private Reply simulate(Request request) {
        if (!account.role.exists()) {
            return FakeAws.error(NO_ENTITY, "The role cannot be found.");
        }
        String results = ACTION.matcher(request.body())
                .results()
                .map(each -> element("member", decision(each.group(1))))
                .collect(Collectors.joining());
        return FakeAws.ok(response(
                "SimulatePrincipalPolicy",
                element("SimulatePrincipalPolicyResult", element("EvaluationResults", results))));
    }

    private String decision(String action) {
        Grant grant = account.role.grants().getOrDefault(action, Grant.NOT_MENTIONED);
        String decided =
                switch (grant) {
                    case ALLOWED -> "allowed";
                    case DENIED -> "explicitDeny";
                    default -> "implicitDeny";
                };
        String more =
                switch (grant) {
                    case CONDITIONAL -> element("MissingContextValues", element("member", "aws:SourceVpc"));
                    case OUTSIDE_ORGANIZATION ->
                        element("OrganizationsDecisionDetail", element("AllowedByOrganizations", false));
                    case OUTSIDE_BOUNDARY ->
                        element("PermissionsBoundaryDecisionDetail", element("AllowedByPermissionsBoundary", false));
                    default -> "";
                };
        return element("EvalActionName", action) + element("EvalDecision", decided) + more;
    }

    private Reply secret() {
        if (!account.secret.exists()) {
            return FakeAws.error(NO_RESOURCE, "no such secret");
        }
        long time = Instant.parse(account.secret.lately() ? GeneratedAccount.LATELY : GeneratedAccount.LONG_AGO)
                .getEpochSecond();
        Map<String, List<String>> versions = new TreeMap<>();
        account.secret.labels().forEach(label -> versions.put("id-of-" + label, List.of(label)));
        return FakeAws.ok("{\"Name\":\"orders\",\"CreatedDate\":" + time + ",\"LastChangedDate\":" + time
                + (account.secret.deleted() ? ",\"DeletedDate\":1" : "") + ",\"VersionIdsToStages\":"
                + Json.write(versions)
                + "}");
    }

    private Reply value() {
        if (!account.secret.exists()) {
            return FakeAws.error(NO_RESOURCE, "no such secret");
        }
        if (account.secret.deleted()) {
            return FakeAws.error("InvalidRequestException", "the secret is marked for deletion");
        }
        Map<String, String> content = new TreeMap<>();
        account.secret.keys().forEach(key -> content.put(key, "x"));
        long time = Instant.parse(account.secret.lately() ? GeneratedAccount.LATELY : GeneratedAccount.LONG_AGO)
                .getEpochSecond();
        return FakeAws.ok(
                Json.write(Map.of("Name", "orders", "SecretString", Json.write(content), "CreatedDate", time)));
    }

    private Reply definition() {
        String secret = account.secretArn() + ":password::";
        return FakeAws.ok("{\"taskDefinition\":{\"family\":\"orders\",\"revision\":7,\"executionRoleArn\":\""
                + account.roleArn() + "\",\"containerDefinitions\":[{\"name\":\"web\",\"secrets\":[{\"name\":\"P\","
                + "\"valueFrom\":\"" + secret + "\"}]}]}}");
    }
}
