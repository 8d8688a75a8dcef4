package io.stopcause.ingest.check.image;

import io.stopcause.ingest.check.NotSeenException;
import java.util.ArrayList;
import java.util.List;

/** Which platforms an image is built for, read from as little as possible. */
final class Builds {

    /** Entries of an index that do not name their platform are opened, so many at most. */
    private static final int MAX_OPENED = 4;

    private final Registry registry;
    private final ImageReference image;

    Builds(Registry registry, ImageReference image) {
        this.registry = registry;
        this.image = image;
    }

    /**
     * In the registry's order.
     *
     * @throws NotSeenException if the registry does not say, or says that it is for none
     */
    List<Platform> of(Registry.Kept kept) {
        List<Platform> platforms = new ArrayList<>();
        Manifest manifest = Manifest.read(kept.manifest(), kept.type());
        if (manifest instanceof Manifest.Single single) {
            platforms.add(built(image, single));
        } else if (manifest instanceof Manifest.Index index) {
            int opened = 0;
            for (Manifest.Entry entry : index.entries()) {
                if (entry.platform().isEmpty() && opened++ == MAX_OPENED) {
                    throw new NotSeenException(
                            "The index of " + image.name() + " does not say which platforms it has.");
                }
                platforms.add(entry.platform().orElseGet(() -> opened(entry)));
            }
        }
        if (platforms.isEmpty()) {
            throw new NotSeenException("The index of " + image.name() + " lists no image that could run.");
        }
        return platforms.stream().distinct().toList();
    }

    private Platform opened(Manifest.Entry entry) {
        ImageReference single = image.at(entry.digest());
        Registry.Kept kept = registry.find(single)
                .orElseThrow(() -> new NotSeenException(
                        "The index of " + image.name() + " lists " + entry.digest() + ", which is not there."));
        if (Manifest.read(kept.manifest(), kept.type()) instanceof Manifest.Single manifest) {
            return built(single, manifest);
        }
        throw new NotSeenException("The index of " + image.name() + " holds another index.");
    }

    private Platform built(ImageReference single, Manifest.Single manifest) {
        String configuration = registry.configuration(single, manifest.configuration());
        return Platform.of(Manifest.tree(configuration))
                .orElseThrow(() -> new NotSeenException(
                        "The configuration of " + single.name() + " does not say what it is built for."));
    }
}
