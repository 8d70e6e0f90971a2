package io.aurora.inference;

/** A device with one engine, whatever the folders. */
record OneEngine(InferenceEngine engine) implements EngineSource {
    @Override
    public String description() {
        return engine.name();
    }

    @Override
    public int parallelBatches() {
        return 1;
    }

    @Override
    public InferenceEngine open(ModelFolders folders) {
        return engine;
    }

    @Override
    public void close() {
        engine.close();
    }
}
