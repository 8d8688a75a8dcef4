package io.stopcause.ingest.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.ingest.Aws;
import io.stopcause.ingest.MotoServer;
import io.stopcause.model.Answer;
import io.stopcause.model.Answer.Outcome;
import io.stopcause.model.Question;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.iam.IamClient;

/** The looks against an emulator of AWS that others wrote: moto, where it is installed. */
class MotoChecksTest {

    private static final String ACCOUNT = "123456789012";
    private static final String INDEX_TYPE = "application/vnd.oci.image.index.v1+json";
    private static final String INDEX = """
            {"schemaVersion":2,"mediaType":"%s","manifests":[
             {"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:%s","size":7,
              "platform":{"architecture":"arm64","os":"linux"}}]}
            """.formatted(INDEX_TYPE, "b".repeat(64));

    private final MotoServer moto = MotoServer.start();
    private final Answerer answerer = new Answerer(moto.aws(), ChecksConfig.DEFAULT, Clock.systemUTC());

    @AfterEach
    void stop() {
        answerer.close();
        moto.close();
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(Supplier<B> builder) {
        return builder.get()
                .httpClient(UrlConnectionHttpClient.create())
                .region(Region.of(Aws.REGION))
                .endpointOverride(moto.aws().endpoint().orElseThrow())
                .build();
    }

    private Answer ask(String check, Map<String, String> about) {
        return answerer.answer(new Question(ACCOUNT + "/" + Aws.REGION + "/shop/orders", check, about));
    }

    @Test
    void images() {
        String digest;
        try (EcrClient ecr = client(EcrClient::builder)) {
            ecr.createRepository(request -> request.repositoryName("team/orders"));
            digest = ecr.putImage(request -> request.repositoryName("team/orders")
                            .imageManifest(INDEX)
                            .imageManifestMediaType(INDEX_TYPE)
                            .imageTag("7"))
                    .image()
                    .imageId()
                    .imageDigest();
        }
        String image = ACCOUNT + ".dkr.ecr." + Aws.REGION + ".amazonaws.com/team/orders:";

        Map<String, String> ran = Map.of("image", image + "7", "platform", "linux/amd64", "digest", digest);
        assertThat(ask("image-supports-platform", ran).outcome()).isEqualTo(Outcome.NO);
        assertThat(ask("image-supports-platform", Map.of("image", image + "7", "platform", "linux/arm64"))
                        .outcome())
                .isEqualTo(Outcome.YES);
        assertThat(ask("image-tag-exists", Map.of("image", image + "8")).outcome())
                .isEqualTo(Outcome.NO);
        Answer lately = ask("image-tag-exists", Map.of("image", image + "7"));
        assertThat(lately.outcome()).as(lately.explanation()).isEqualTo(Outcome.UNKNOWN);
        assertThat(lately.explanation()).contains("it was pushed at");
    }

    @Test
    void rolesSecretsAndClusters() {
        try (IamClient iam = client(IamClient::builder);
                EcsClient ecs = client(EcsClient::builder)) {
            iam.createRole(request -> request.roleName("orders").assumeRolePolicyDocument("""
                    {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                     "Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"}]}
                    """));
            ecs.createCluster(request -> request.clusterName("shop"));
        }
        String role = "arn:aws:iam::" + ACCOUNT + ":role/";
        assertThat(ask("role-trusts-service", Map.of("role", role + "orders", "service", "ecs-tasks.amazonaws.com"))
                        .outcome())
                .isEqualTo(Outcome.YES);
        assertThat(ask("role-exists", Map.of("role", role + "ledger")).outcome())
                .isEqualTo(Outcome.NO);
        String secret = "arn:aws:secretsmanager:" + Aws.REGION + ":" + ACCOUNT + ":secret:ledger-AbCdEf";
        assertThat(ask("secret-exists", Map.of("secret", secret)).outcome()).isEqualTo(Outcome.NO);
        assertThat(ask("cluster-exists", Map.of("cluster", "shop")).outcome()).isEqualTo(Outcome.YES);
        assertThat(ask("cluster-exists", Map.of("cluster", "other")).outcome()).isEqualTo(Outcome.NO);
    }
}
