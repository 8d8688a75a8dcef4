package io.stopcause.ingest.check.image;

import io.stopcause.ingest.check.Api;
import io.stopcause.ingest.check.NotSeenException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecr.model.ImageDetail;

/** What was pushed to a repository, and when: what else the one who mistyped a tag may have meant. */
final class Pushes {

    static final String ACTION = "ecr:DescribeImages";

    private static final int SHOWN = 3;
    private static final int PAGE = 1_000;
    private static final int MAX_PAGES = 3;

    private Pushes() {}

    /**
     * What a repository tells.
     *
     * @param pushed when the image with the asked tag was
     * @param facts in words
     */
    record Told(Optional<Instant> pushed, Map<String, String> facts) {

        static final Told NOTHING = new Told(Optional.empty(), Map.of());
    }

    /** Nothing where it may not be read. */
    static Told of(EcrRegistry registry, ImageReference image) {
        List<ImageDetail> tagged;
        try {
            tagged = tagged(registry, image);
        } catch (NotSeenException | EcrException e) {
            return Told.NOTHING;
        }
        Optional<Instant> pushed =
                tagged.stream().filter(each -> isSame(each, image)).findFirst().map(ImageDetail::imagePushedAt);
        Map<String, String> facts = new TreeMap<>();
        pushed.ifPresent(time -> facts.put("pushed", time.toString()));
        String newest = tagged.stream()
                .limit(SHOWN)
                .map(each -> String.join("/", each.imageTags()) + " (" + each.imagePushedAt() + ")")
                .collect(Collectors.joining(", "));
        if (!newest.isEmpty()) {
            facts.put("newestTags", newest);
        }
        return new Told(pushed, facts);
    }

    private static boolean isSame(ImageDetail pushed, ImageReference image) {
        return image.digest().map(digest -> digest.equals(pushed.imageDigest())).orElseGet(() -> pushed.imageTags()
                .contains(image.version()));
    }

    private static List<ImageDetail> tagged(EcrRegistry registry, ImageReference image) {
        List<ImageDetail> found = new ArrayList<>();
        String token = null;
        for (int page = 0; page < MAX_PAGES && (page == 0 || token != null); page++) {
            DescribeImagesRequest request = DescribeImagesRequest.builder()
                    .registryId(registry.owner())
                    .repositoryName(image.repository())
                    .maxResults(PAGE)
                    .nextToken(token)
                    .build();
            DescribeImagesResponse response =
                    registry.account().call(Api.ECR, "DescribeImages", EcrClient::describeImages, request);
            found.addAll(response.imageDetails());
            token = response.nextToken();
        }
        return found.stream()
                .filter(each -> each.hasImageTags() && each.imagePushedAt() != null)
                .sorted(Comparator.comparing(ImageDetail::imagePushedAt).reversed())
                .toList();
    }
}
