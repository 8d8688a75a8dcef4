package io.stopcause.bench.start;

/** A JVM that says one word: what no start undercuts. */
final class Nothing {

    private Nothing() {}

    public static void main(String[] arguments) {
        System.out.println("nothing");
    }
}
