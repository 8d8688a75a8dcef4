package io.stopcause.ingest.check.image;

import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Api;
import io.stopcause.ingest.check.NotSeenException;
import io.stopcause.ingest.check.Page;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.BatchGetImageRequest;
import software.amazon.awssdk.services.ecr.model.BatchGetImageResponse;
import software.amazon.awssdk.services.ecr.model.GetDownloadUrlForLayerRequest;
import software.amazon.awssdk.services.ecr.model.Image;
import software.amazon.awssdk.services.ecr.model.ImageFailure;
import software.amazon.awssdk.services.ecr.model.ImageFailureCode;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.LayerInaccessibleException;
import software.amazon.awssdk.services.ecr.model.LayersNotFoundException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/** Amazon ECR, asked by AWS's API in the Region that the image's name tells. */
final class EcrRegistry implements Registry {

    static final Set<String> ACTIONS = Set.of("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer");

    private static final Pattern HOST = Pattern.compile(
            "(?<account>\\d{12})\\.dkr[.-]ecr(?:-fips)?\\.(?<region>[a-z0-9-]+)\\.(?:amazonaws\\.com(?:\\.cn)?|on\\.aws)");

    private static final Set<ImageFailureCode> ABSENT = Set.of(ImageFailureCode.IMAGE_NOT_FOUND);

    private final Account account;
    private final String owner;

    private EcrRegistry(Account account, String owner) {
        this.account = account;
        this.owner = owner;
    }

    /** Empty where the image lies elsewhere. */
    static Optional<EcrRegistry> of(ImageReference image, Account account) {
        Matcher host = HOST.matcher(image.registry());
        return host.matches()
                ? Optional.of(new EcrRegistry(account.in(host.group("region")), host.group("account")))
                : Optional.empty();
    }

    Account account() {
        return account;
    }

    /** The account that the registry belongs to. */
    String owner() {
        return owner;
    }

    @Override
    public Optional<Kept> find(ImageReference image) {
        ImageIdentifier.Builder id = ImageIdentifier.builder();
        image.digest().ifPresentOrElse(id::imageDigest, () -> id.imageTag(image.version()));
        BatchGetImageRequest request = BatchGetImageRequest.builder()
                .registryId(owner)
                .repositoryName(image.repository())
                .imageIds(id.build())
                .acceptedMediaTypes(Manifest.TYPES)
                .build();
        try {
            BatchGetImageResponse response = image.digest().isPresent()
                    ? account.callForLasting(Api.ECR, "BatchGetImage", EcrClient::batchGetImage, request)
                    : account.call(Api.ECR, "BatchGetImage", EcrClient::batchGetImage, request);
            return kept(image, response);
        } catch (RepositoryNotFoundException e) {
            return Optional.empty();
        }
    }

    private static Optional<Kept> kept(ImageReference image, BatchGetImageResponse response) {
        Optional<Image> found = response.images().stream()
                .filter(each -> each.imageManifest() != null && each.imageId() != null)
                .findFirst();
        if (found.isEmpty()) {
            if (response.failures().stream().map(ImageFailure::failureCode).anyMatch(ABSENT::contains)) {
                return Optional.empty();
            }
            throw response.failures().stream()
                    .findFirst()
                    .map(failure -> new NotSeenException("Amazon ECR does not hand out the manifest of " + image.name()
                            + ": " + failure.failureCodeAsString() + "."))
                    .orElseGet(() -> NotSeenException.absurd("ecr:BatchGetImage"));
        }
        String digest = String.valueOf(found.get().imageId().imageDigest());
        if (image.digest().filter(asked -> !asked.equals(digest)).isPresent()) {
            throw new NotSeenException(
                    "Amazon ECR contradicts itself: asked for " + image.name() + ", it answers with " + digest + ".");
        }
        String type = Optional.ofNullable(found.get().imageManifestMediaType()).orElse("");
        return Optional.of(new Kept(found.get().imageManifest(), type, digest));
    }

    /** The download address is signed, so it is told to nobody. */
    @Override
    public String configuration(ImageReference image, String digest) {
        GetDownloadUrlForLayerRequest request = GetDownloadUrlForLayerRequest.builder()
                .registryId(owner)
                .repositoryName(image.repository())
                .layerDigest(digest)
                .build();
        try {
            String address = Optional.ofNullable(
                            account.call(Api.ECR, "GetDownloadUrlForLayer", EcrClient::getDownloadUrlForLayer, request)
                                    .downloadUrl())
                    .orElseThrow(() -> NotSeenException.absurd("ecr:GetDownloadUrlForLayer"));
            Page page = account.page(URI.create(address), Map.of());
            if (page.status() == 200) {
                return page.text();
            }
            throw new NotSeenException("The configuration of " + image.name()
                    + " could not be read from Amazon S3 (status " + page.status() + ").");
        } catch (LayersNotFoundException | LayerInaccessibleException e) {
            throw new NotSeenException("Amazon ECR has no configuration of " + image.name() + ".", e);
        } catch (IllegalArgumentException e) {
            throw new NotSeenException("What AWS answered to ecr:GetDownloadUrlForLayer is no address.", e);
        }
    }
}
