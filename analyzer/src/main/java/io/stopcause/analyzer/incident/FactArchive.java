package io.stopcause.analyzer.incident;

/** Where facts lie that memory has no room for. For one thread. */
public interface FactArchive {

    /** Puts a fact there; where it lies. */
    long put(Fact fact);

    /** The fact that lies there. */
    Fact get(long place);
}
