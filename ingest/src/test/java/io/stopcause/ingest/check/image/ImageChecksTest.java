package io.stopcause.ingest.check.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.ingest.Aws;
import io.stopcause.ingest.check.Asked;
import io.stopcause.ingest.check.FakeAws;
import io.stopcause.model.Answer;
import io.stopcause.model.Answer.Outcome;
import io.stopcause.model.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageChecksTest {

    private static final String IMAGE = FakeAws.ACCOUNT + ".dkr.ecr." + Aws.REGION + ".amazonaws.com/team/orders:7";
    private static final String DIGEST = "sha256:" + "a".repeat(64);
    private static final String OCI_INDEX = Manifest.TYPES.get(0);
    private static final String DOCKER_LIST = Manifest.TYPES.get(1);
    private static final String OCI_IMAGE = Manifest.TYPES.get(2);
    private static final String DOCKER_IMAGE = Manifest.TYPES.get(3);
    private static final String ATTESTATION = """
            {"digest":"sha256:att","platform":{"architecture":"unknown","os":"unknown"},
             "annotations":{"vnd.docker.reference.type":"attestation-manifest"}}\
            """;

    private final FakeAws aws = FakeAws.start();

    @AfterEach
    void stop() {
        aws.close();
    }

    private static String entry(String system, String processor) {
        return "{\"digest\":\"sha256:" + processor + "\",\"platform\":{\"architecture\":\"" + processor + "\",\"os\":\""
                + system + "\"}}";
    }

    private static String index(String type, String... entries) {
        return "{\"schemaVersion\":2,\"mediaType\":\"" + type + "\",\"manifests\":[" + String.join(",", entries) + "]}";
    }

    private static String single(String type) {
        return "{\"schemaVersion\":2,\"mediaType\":\"" + type + "\",\"config\":{\"digest\":\"sha256:config\"}}";
    }

    private void ecrHas(String manifest, String type, String digest) {
        aws.on(
                "BatchGetImage",
                Json.write(Map.of(
                        "images",
                        List.of(Map.of(
                                "imageManifest", manifest,
                                "imageManifestMediaType", type,
                                "imageId", Map.of("imageDigest", digest, "imageTag", "7"))),
                        "failures",
                        List.of())));
    }

    private void ecrHasConfiguration(String configuration) {
        aws.on("GetDownloadUrlForLayer", "{\"downloadUrl\":\"http://" + aws.host() + "/blob?X-Amz-Signature=abc\"}");
        aws.on("GET /blob", configuration);
    }

    private Answer platform(String image, String platform) {
        return Asked.of(aws, "image-supports-platform", Map.of("image", image, "platform", platform));
    }

    @ParameterizedTest
    @ValueSource(strings = {"oci", "docker"})
    void anIndexWithBothPlatformsSupportsBothAndNoOther(String kind) {
        String type = kind.equals("oci") ? OCI_INDEX : DOCKER_LIST;
        ecrHas(index(type, entry("linux", "amd64"), ATTESTATION, entry("linux", "arm64")), type, DIGEST);

        assertThat(platform(IMAGE, "linux/amd64").outcome()).isEqualTo(Outcome.YES);
        assertThat(platform(IMAGE, "linux/arm64").outcome()).isEqualTo(Outcome.YES);
        Answer other = platform(IMAGE, "linux/s390x");
        assertThat(other.outcome()).isEqualTo(Outcome.NO);
        assertThat(other.facts()).containsEntry("platforms", "linux/amd64, linux/arm64");
        assertThat(other.explanation())
                .isEqualTo(IMAGE + " is built for linux/amd64, linux/arm64 only, not for the host's linux/s390x.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"oci", "docker"})
    void aSingleManifestIsWhatItsConfigurationSays(String kind) {
        String type = kind.equals("oci") ? OCI_IMAGE : DOCKER_IMAGE;
        ecrHas(single(type), type, DIGEST);
        ecrHasConfiguration("{\"architecture\":\"arm64\",\"os\":\"linux\",\"variant\":\"v8\"}");

        assertThat(platform(IMAGE, "linux/amd64").outcome()).isEqualTo(Outcome.NO);
        assertThat(platform(IMAGE, "linux/arm64").outcome()).isEqualTo(Outcome.YES);
        assertThat(platform(IMAGE, "windows/arm64").outcome()).isEqualTo(Outcome.NO);
        assertThat(platform(IMAGE, "linux/amd64").facts())
                .containsEntry("platforms", "linux/arm64/v8")
                .containsEntry("digest", DIGEST);
    }

    @Test
    void anAttestationIsNoPlatform() {
        ecrHas(index(OCI_INDEX, ATTESTATION), OCI_INDEX, DIGEST);

        Answer answer = platform(IMAGE, "linux/amd64");

        assertThat(answer.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(answer.explanation()).contains("lists no image that could run");
    }

    @Test
    void theDigestThatRanCountsAndNotWhatTheTagMeansNow() {
        aws.on(
                "BatchGetImage",
                request -> FakeAws.ok(Json.write(Map.of(
                        "images",
                        List.of(Map.of(
                                "imageManifest",
                                index(OCI_INDEX, entry("linux", request.body().contains(DIGEST) ? "arm64" : "amd64")),
                                "imageId",
                                Map.of("imageDigest", request.body().contains(DIGEST) ? DIGEST : "sha256:moved")))))));

        assertThat(platform(IMAGE, "linux/amd64").outcome()).isEqualTo(Outcome.YES);
        Answer ran = Asked.of(
                aws, "image-supports-platform", Map.of("image", IMAGE, "platform", "linux/amd64", "digest", DIGEST));
        assertThat(ran.outcome()).isEqualTo(Outcome.NO);
        assertThat(ran.facts()).containsEntry("digest", DIGEST);
    }

    @Test
    void anotherDigestThanTheOneAskedForIsAContradiction() {
        ecrHas(index(OCI_INDEX, entry("linux", "arm64")), OCI_INDEX, "sha256:other");

        Answer answer = Asked.of(
                aws, "image-supports-platform", Map.of("image", IMAGE, "platform", "linux/amd64", "digest", DIGEST));

        assertThat(answer.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(answer.explanation()).contains("contradicts itself");
    }

    @Test
    void whichReleaseOfWindowsItIsCannotBeSeen() {
        ecrHas(index(OCI_INDEX, entry("windows", "amd64")), OCI_INDEX, DIGEST);

        assertThat(platform(IMAGE, "windows/amd64").outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(platform(IMAGE, "linux/amd64").outcome()).isEqualTo(Outcome.NO);
    }

    @Test
    void whatCannotBeReadDecidesNothing() {
        ecrHas("{\"mediaType\":\"application/vnd.docker.distribution.manifest.v1+prettyjws\"}", "", DIGEST);
        assertUnknown(
                "of a type that stopcause cannot read (application/vnd.docker.distribution.manifest.v1+prettyjws)");
        ecrHas("no json", OCI_IMAGE, DIGEST);
        assertUnknown("is no manifest");
        ecrHas(single(OCI_IMAGE), OCI_IMAGE, DIGEST);
        ecrHasConfiguration("{\"os\":\"linux\"}");
        assertUnknown("does not say what it is built for");
        aws.on("GET /blob", FakeAws.page(403, "<Error/>"));
        assertUnknown("could not be read from Amazon S3 (status 403)");
        aws.on("GetDownloadUrlForLayer", "{\"downloadUrl\":\"gopher://x\"}");
        assertUnknown("could not be asked");
        aws.on("BatchGetImage", "{\"images\":[],\"failures\":[{\"failureCode\":\"KmsError\"}]}");
        assertUnknown("KmsError");
        aws.on("BatchGetImage", "{\"images\":[],\"failures\":[{\"failureCode\":\"ImageNotFound\"}]}");
        assertUnknown("has no image");
    }

    private void assertUnknown(String words) {
        Answer answer = platform(IMAGE, "linux/amd64");
        assertThat(answer.outcome()).as(answer.explanation()).isEqualTo(Outcome.UNKNOWN);
        assertThat(answer.explanation()).contains(words).doesNotContain("Signature");
    }

    @Test
    void aTagThatIsNotThereIsMissedAndTheNewestAreNamed() {
        aws.on("BatchGetImage", "{\"images\":[],\"failures\":[{\"failureCode\":\"ImageNotFound\"}]}");
        aws.on("DescribeImages", """
                {"imageDetails":[
                 {"imageDigest":"sha256:1","imageTags":["5"],"imagePushedAt":1767225600},
                 {"imageDigest":"sha256:2","imageTags":["6"],"imagePushedAt":1767312000}]}
                """);

        Answer answer = Asked.of(aws, "image-tag-exists", Map.of("image", IMAGE));

        assertThat(answer.outcome()).isEqualTo(Outcome.NO);
        assertThat(answer.facts()).containsEntry("newestTags", "6 (2026-01-02T00:00:00Z), 5 (2026-01-01T00:00:00Z)");
    }

    @Test
    void aRepositoryThatIsNotThereHasNoImage() {
        aws.on("BatchGetImage", FakeAws.error("RepositoryNotFoundException", "no such repository"));
        aws.on("DescribeImages", FakeAws.error("RepositoryNotFoundException", "no such repository"));

        assertThat(Asked.of(aws, "image-tag-exists", Map.of("image", IMAGE)).outcome())
                .isEqualTo(Outcome.NO);
    }

    @Test
    void aTagThatCameLatelyOrAtAnUnknownTimeRefutesNothing() {
        ecrHas(index(OCI_INDEX, entry("linux", "amd64")), OCI_INDEX, DIGEST);
        pushed(Instant.now().minusSeconds(90_000));
        assertThat(exists().outcome()).isEqualTo(Outcome.YES);
        pushed(Instant.now().minusSeconds(60));
        assertThat(exists().outcome()).isEqualTo(Outcome.UNKNOWN);
        aws.on("DescribeImages", FakeAws.error("AccessDeniedException", "no"));
        assertThat(exists().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(exists().explanation()).contains("since when cannot be seen");
    }

    private Answer exists() {
        return Asked.of(aws, "image-tag-exists", Map.of("image", IMAGE));
    }

    private void pushed(Instant time) {
        aws.on(
                "DescribeImages",
                "{\"imageDetails\":[{\"imageDigest\":\"" + DIGEST + "\",\"imageTags\":[\"7\"],\"imagePushedAt\":"
                        + time.getEpochSecond() + "}]}");
    }

    @Test
    void anotherRegistryIsAskedWithATokenForNobody() {
        String image = aws.host() + "/team/orders:7";
        Map<String, String> tokens = new HashMap<>();
        aws.on("GET /v2/team/orders/manifests/7", request -> {
            tokens.put("manifest", request.authorization().orElse(""));
            return request.authorization().isPresent()
                    ? FakeAws.ok(single(OCI_IMAGE)).with("Docker-Content-Digest", DIGEST)
                    : FakeAws.page(401, "")
                            .with(
                                    "WWW-Authenticate",
                                    "Bearer realm=\"http://" + aws.host()
                                            + "/token\",service=\"r\",scope=\"repository:team/orders:pull\"");
        });
        aws.on("GET /token", "{\"token\":\"for-nobody\"}");
        aws.on(
                "GET /v2/team/orders/blobs/sha256:config",
                request -> request.authorization().isPresent()
                        ? FakeAws.page(307, "").with("Location", "http://" + aws.host() + "/elsewhere")
                        : FakeAws.page(401, "")
                                .with(
                                        "WWW-Authenticate",
                                        "Bearer realm=\"http://" + aws.host() + "/token\",service=\"r\""));
        aws.on("GET /elsewhere", request -> {
            tokens.put("elsewhere", request.authorization().orElse(""));
            return FakeAws.ok("{\"architecture\":\"arm64\",\"os\":\"linux\"}");
        });

        Answer answer = platform(image, "linux/amd64");

        assertThat(answer.outcome()).as(answer.explanation()).isEqualTo(Outcome.NO);
        assertThat(answer.facts()).containsEntry("digest", DIGEST);
        assertThat(tokens).containsEntry("manifest", "Bearer for-nobody").containsEntry("elsewhere", "");
    }

    @Test
    void aRegistryThatShowsNothingToStrangersIsNotSeen() {
        String image = aws.host() + "/team/orders:7";
        aws.on("GET /v2/team/orders/manifests/7", FakeAws.page(401, "").with("WWW-Authenticate", "Basic realm=\"r\""));
        assertThat(platform(image, "linux/amd64").explanation()).contains("ingest.checks.registries");
        aws.on("GET /v2/team/orders/manifests/7", FakeAws.page(404, "{}"));
        assertThat(Asked.of(aws, "image-tag-exists", Map.of("image", image)).outcome())
                .isEqualTo(Outcome.NO);
        aws.on("GET /v2/team/orders/manifests/7", FakeAws.page(403, "{}"));
        assertThat(Asked.of(aws, "image-tag-exists", Map.of("image", image)).outcome())
                .isEqualTo(Outcome.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "nginx, YES",
        "ghcr.io/team/orders:1.2@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, YES",
        "'registry.example.com:5000/a/b', YES",
        "'https://example.com/a:1', NO",
        "'Team/orders', NO",
        "'orders:', NO",
        "'orders: 7', NO",
    })
    void aNameIsOneOrNot(String name, Outcome outcome) {
        assertThat(Asked.of(aws, "image-reference-valid", Map.of("image", name)).outcome())
                .isEqualTo(outcome);
    }
}
