package io.stopcause.ingest.check.image;

import java.util.Optional;

/** Where images are kept. */
interface Registry {

    /**
     * A manifest as it is kept.
     *
     * @param digest of it, as the registry says
     */
    record Kept(String manifest, String type, String digest) {}

    /**
     * Finds an image by its digest, else by its tag.
     *
     * @return empty if the registry says that there is none
     * @throws io.stopcause.ingest.check.NotSeenException if it does not say
     */
    Optional<Kept> find(ImageReference image);

    /**
     * Reads an image's configuration.
     *
     * @throws io.stopcause.ingest.check.NotSeenException if it cannot be read
     */
    String configuration(ImageReference image, String digest);
}
