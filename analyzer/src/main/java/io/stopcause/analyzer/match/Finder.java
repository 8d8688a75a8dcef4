package io.stopcause.analyzer.match;

import io.stopcause.model.Surface;
import java.util.List;

/** Finds the entries that match one text as it stands, whatever kind of line it is. */
interface Finder {

    List<Hit> find(Surface surface, String text);
}
