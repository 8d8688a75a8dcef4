package io.stopcause.ingest.check.image;

import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Check;
import io.stopcause.ingest.check.NotSeenException;
import io.stopcause.ingest.check.Seen;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What registries say of images. */
public final class ImageChecks {

    public static final List<Check> ALL = List.of(
            new Check(
                    "image-supports-platform",
                    "Is the image, by the digest that ran, built for the platform of the task's host?",
                    EcrRegistry.ACTIONS,
                    ImageChecks::supportsPlatform),
            new Check(
                    "image-tag-exists",
                    "Is there an image of this name in its registry?",
                    union(EcrRegistry.ACTIONS, Pushes.ACTION),
                    ImageChecks::exists),
            new Check(
                    "image-reference-valid",
                    "Is this the name of an image at all?",
                    Set.of(),
                    (about, account) -> isValid(about.need("image"))),
            new Check(
                    "repository-policy-allows",
                    "Does the policy of the image's repository let the task's account pull?",
                    Set.of(RepositoryLook.POLICY),
                    RepositoryLook::policyAllows),
            new Check(
                    "image-layers-available",
                    "Has Amazon ECR all layers of the image?",
                    RepositoryLook.LAYERS,
                    RepositoryLook::layers));

    private static final String WINDOWS = "windows";

    private ImageChecks() {}

    private static Set<String> union(Set<String> actions, String more) {
        Set<String> all = new TreeSet<>(actions);
        all.add(more);
        return all;
    }

    private static Registry registry(ImageReference image, Account account) {
        Optional<Registry> ecr = EcrRegistry.of(image, account).map(found -> found);
        return ecr.orElseGet(() -> new OciRegistry(account));
    }

    static ImageReference image(About about) {
        String name = about.need("image");
        return ImageReference.parse(name)
                .orElseThrow(() -> new NotSeenException("'" + name + "' is no name of an image."));
    }

    private static Seen supportsPlatform(About about, Account account) {
        ImageReference named = image(about);
        ImageReference image = about.get("digest").map(named::at).orElse(named);
        Platform host = Platform.parse(about.need("platform"))
                .orElseThrow(() -> new NotSeenException("'" + about.need("platform") + "' is no platform."));
        Registry registry = registry(image, account);
        Registry.Kept kept = registry.find(image)
                .orElseThrow(() -> new NotSeenException("The registry has no image " + image.name() + " any more."));
        List<Platform> platforms = new Builds(registry, image).of(kept);
        String words = platforms.stream().map(Platform::words).collect(Collectors.joining(", "));
        boolean runs = platforms.stream().anyMatch(each -> each.runsOn(host));
        Seen seen;
        if (runs && host.system().equals(WINDOWS)) {
            seen = Seen.unknown(image.name() + " is built for " + words
                    + "; whether it fits the host's release of Windows" + " cannot be seen.");
        } else if (runs) {
            seen = Seen.yes(image.name() + " is built for " + words + ", and so for the host's " + host.words() + ".");
        } else {
            seen = Seen.no(image.name() + " is built for " + words + " only, not for the host's " + host.words() + ".");
        }
        return seen.with("platforms", words).with("digest", kept.digest());
    }

    /** That it is there now refutes nothing if it may have been pushed after the failure. */
    private static Seen exists(About about, Account account) {
        ImageReference image = image(about);
        Optional<Registry.Kept> kept = registry(image, account).find(image);
        Pushes.Told pushes =
                EcrRegistry.of(image, account).map(ecr -> Pushes.of(ecr, image)).orElse(Pushes.Told.NOTHING);
        Seen seen;
        if (kept.isEmpty()) {
            seen = Seen.no("The registry has no image " + image.name() + ".");
        } else if (pushes.pushed().isEmpty()) {
            seen = Seen.unknown(
                    "The registry has " + image.name() + " now; since when cannot be seen, so it may have come later.");
        } else if (account.isRecent(pushes.pushed().get())) {
            seen = Seen.unknown("The registry has " + image.name() + " now; it was pushed at "
                    + pushes.pushed().get() + " and may have come later.");
        } else {
            seen = Seen.yes("The registry has " + image.name() + " since "
                    + pushes.pushed().get() + ".");
        }
        Seen told = kept.map(found -> seen.with("digest", found.digest())).orElse(seen);
        for (Map.Entry<String, String> fact : pushes.facts().entrySet()) {
            told = told.with(fact.getKey(), fact.getValue());
        }
        return told;
    }

    private static Seen isValid(String name) {
        return ImageReference.parse(name)
                .map(image -> Seen.yes("'" + name + "' is a name of an image: " + image.name() + "."))
                .orElseGet(() -> Seen.no("'" + name + "' is no name of an image: a name is lower case and reads"
                        + " registry/repository:tag or registry/repository@digest."));
    }
}
