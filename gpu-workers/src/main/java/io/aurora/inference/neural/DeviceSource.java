package io.aurora.inference.neural;

import io.aurora.inference.BuiltInEngine;
import io.aurora.inference.EngineSource;
import io.aurora.inference.InferenceEngine;
import io.aurora.inference.ModelFolders;
import io.aurora.inference.model.ModelFolder;
import io.aurora.inference.network.NetworkDevice;
import java.nio.file.Path;

/** Opens engines on a device: of trained models, and where there are none the built-in one. */
public final class DeviceSource implements EngineSource {
    private final NetworkDevice device;

    /** @param device closed with this */
    public DeviceSource(NetworkDevice device) {
        this.device = device;
    }

    @Override
    public String description() {
        return device.name() + " (" + device.description() + ")";
    }

    @Override
    public int parallelBatches() {
        return device.parallelBatches();
    }

    @Override
    public InferenceEngine open(ModelFolders folders) {
        if (folders.equals(ModelFolders.BUILT_IN)) {
            return new BuiltInEngine();
        }
        return NeuralEngine.open(
                device,
                folders.student().map(Path::of).map(ModelFolder::readStudent),
                folders.router().map(Path::of).map(ModelFolder::readRouter));
    }

    @Override
    public void close() {
        device.close();
    }
}
