package io.aurora.inference.neural;

import io.aurora.config.InferenceSettings.Engine;
import io.aurora.inference.cuda.CudaDevices;
import io.aurora.inference.network.NetworkDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The devices a node computes on.
 *
 * @param engine what they are, {@link Engine#CPU} or {@link Engine#CUDA}
 * @param each opens one device, again after it was closed; one worker is started for each
 * @param why why these, for people
 */
public record Devices(Engine engine, List<Supplier<NetworkDevice>> each, String why) {
    public Devices {
        each = List.copyOf(each);
    }

    /** What a search for CUDA devices came to. */
    public sealed interface Cuda permits Answering, Silent {}

    /** Devices that answer. */
    public record Answering(List<Supplier<NetworkDevice>> devices, String shown) implements Cuda {}

    /** None answers, and why not. */
    public record Silent(String reason) implements Cuda {}

    /** {@code engine = cuda} on a machine where no device answers. */
    public static final class NoDeviceException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoDeviceException(String message) {
            super(message);
        }
    }

    /** Looks for CUDA devices. */
    public static Cuda cuda() {
        CudaDevices looked = CudaDevices.find();
        return looked instanceof CudaDevices.Found found
                ? answering(found)
                : new Silent(((CudaDevices.None) looked).reason());
    }

    private static Cuda answering(CudaDevices.Found found) {
        List<Supplier<NetworkDevice>> devices = new ArrayList<>();
        List<String> shown = new ArrayList<>();
        found.byOrdinal().forEach((ordinal, device) -> {
            devices.add(new FoundDevice(ordinal, device));
            shown.add(device.description());
        });
        found.refused().forEach(refusal -> shown.add("left out: " + refusal));
        return new Answering(devices, String.join("; ", shown));
    }

    /**
     * The devices by the setting {@code inference.engine}: {@code auto} takes CUDA where a device answers.
     *
     * @param cuda looks for CUDA devices; not called for {@code cpu}
     * @param cpu opens the processor
     * @throws NoDeviceException where CUDA is asked for and none answers
     */
    public static Devices choose(Engine asked, Supplier<Cuda> cuda, Supplier<NetworkDevice> cpu) {
        if (asked == Engine.CPU) {
            return new Devices(Engine.CPU, List.of(cpu), "inference.engine = cpu");
        }
        Cuda found = cuda.get();
        if (found instanceof Answering answering) {
            return new Devices(Engine.CUDA, answering.devices(), answering.shown());
        }
        String reason = ((Silent) found).reason();
        if (asked == Engine.CUDA) {
            throw new NoDeviceException("no CUDA device answers: " + reason
                    + " (aurora.inference.engine = cuda; auto takes the CPU in this case)");
        }
        return new Devices(Engine.CPU, List.of(cpu), "no CUDA device answers: " + reason);
    }
}
