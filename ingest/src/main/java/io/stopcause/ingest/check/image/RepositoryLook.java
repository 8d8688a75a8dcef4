package io.stopcause.ingest.check.image;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Api;
import io.stopcause.ingest.check.NotSeenException;
import io.stopcause.ingest.check.PolicyDocument;
import io.stopcause.ingest.check.PolicyDocument.Call;
import io.stopcause.ingest.check.PolicyDocument.Decision;
import io.stopcause.ingest.check.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.BatchCheckLayerAvailabilityRequest;
import software.amazon.awssdk.services.ecr.model.GetRepositoryPolicyRequest;
import software.amazon.awssdk.services.ecr.model.Layer;
import software.amazon.awssdk.services.ecr.model.LayerAvailability;
import software.amazon.awssdk.services.ecr.model.LayerFailure;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.ecr.model.RepositoryPolicyNotFoundException;

/** What a repository of Amazon ECR lets others do, and whether it still has all parts of an image. */
final class RepositoryLook {

    static final String POLICY = "ecr:GetRepositoryPolicy";
    static final Set<String> LAYERS = Set.of("ecr:BatchGetImage", "ecr:BatchCheckLayerAvailability");

    private static final String PULL = "ecr:BatchGetImage";
    private static final int AT_ONCE = 100;

    private RepositoryLook() {}

    private static EcrRegistry registry(ImageReference image, Account account) {
        return EcrRegistry.of(image, account)
                .orElseThrow(() -> new NotSeenException(image.name() + " is in no repository of Amazon ECR."));
    }

    /** Within one account, the role alone can allow a pull; the repository can only forbid it. */
    static Seen policyAllows(About about, Account account) {
        ImageReference image = ImageChecks.image(about);
        EcrRegistry registry = registry(image, account);
        String puller = about.account().orElseThrow(() -> new NotSeenException("Who pulls is not known."));
        boolean own = puller.equals(registry.owner());
        String name = "The repository " + image.repository() + " of " + registry.owner();
        Optional<String> policy = policy(image, registry);
        if (policy.isEmpty()) {
            return own
                    ? Seen.yes(name + " has no policy, so that the role alone decides.")
                    : Seen.no(name + " has no policy, so that " + puller + " may not pull from it.");
        }
        Decision decision = PolicyDocument.read(policy.get(), image.repository())
                .of(new Call(
                        about.get("role").or(() -> Optional.of("arn:aws:iam::" + puller + ":root")),
                        PULL,
                        Optional.empty()));
        return switch (decision) {
            case ALLOWED -> Seen.yes(name + " lets " + puller + " do " + PULL + ".");
            case DENIED -> Seen.no(name + " denies " + PULL + " to " + puller + ".");
            case NOT_ALLOWED ->
                own
                        ? Seen.yes(name + " forbids its own account nothing, so that the role alone decides.")
                        : Seen.no(name + " does not let " + puller + " do " + PULL + ".");
            case OPEN -> Seen.unknown(name + " lets " + puller + " do " + PULL + ", or not, on conditions.");
        };
    }

    private static Optional<String> policy(ImageReference image, EcrRegistry registry) {
        try {
            String text = registry.account()
                    .call(
                            Api.ECR,
                            "GetRepositoryPolicy",
                            EcrClient::getRepositoryPolicy,
                            GetRepositoryPolicyRequest.builder()
                                    .registryId(registry.owner())
                                    .repositoryName(image.repository())
                                    .build())
                    .policyText();
            return Optional.of(Optional.ofNullable(text).orElseThrow(() -> NotSeenException.absurd(POLICY)));
        } catch (RepositoryPolicyNotFoundException e) {
            return Optional.empty();
        } catch (RepositoryNotFoundException e) {
            throw new NotSeenException("There is no repository " + image.repository() + ".", e);
        }
    }

    /** That all are there does not say that they are whole, nor what became of them on the host. */
    static Seen layers(About about, Account account) {
        ImageReference named = ImageChecks.image(about);
        ImageReference image = about.get("digest").map(named::at).orElse(named);
        EcrRegistry registry = registry(image, account);
        Registry.Kept kept = registry.find(image)
                .orElseThrow(() -> new NotSeenException("The registry has no image " + image.name() + " any more."));
        List<String> digests = new ArrayList<>();
        for (JsonNode layer : Manifest.tree(kept.manifest()).path("layers")) {
            digests.add(layer.path("digest").asText());
        }
        if (digests.isEmpty()) {
            throw new NotSeenException(image.name() + " is an index of images, or names no layers.");
        }
        var response = registry.account()
                .call(
                        Api.ECR,
                        "BatchCheckLayerAvailability",
                        EcrClient::batchCheckLayerAvailability,
                        BatchCheckLayerAvailabilityRequest.builder()
                                .registryId(registry.owner())
                                .repositoryName(image.repository())
                                .layerDigests(digests.stream()
                                        .distinct()
                                        .limit(AT_ONCE)
                                        .toList())
                                .build());
        Optional<String> gone = response.layers().stream()
                .filter(each -> each.layerAvailability() == LayerAvailability.UNAVAILABLE)
                .map(Layer::layerDigest)
                .findFirst()
                .or(() -> response.failures().stream()
                        .map(LayerFailure::layerDigest)
                        .findFirst());
        return gone.map(each -> Seen.no("Amazon ECR has the layer " + each + " of " + image.name() + " no more.")
                        .with("layer", each))
                .orElseGet(() -> Seen.unknown("Amazon ECR has all " + digests.size() + " layers of " + image.name()
                        + "; what became of them on the host cannot be seen."));
    }
}
