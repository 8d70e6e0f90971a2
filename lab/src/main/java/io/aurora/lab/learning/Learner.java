package io.aurora.lab.learning;

/** Chooses among numbered providers and is told what each choice earned before it chooses again. */
public interface Learner {
    /** The provider of the next decision. */
    int choose();

    /** What the last choice earned. */
    void earned(int provider, double reward);
}
