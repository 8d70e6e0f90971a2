package io.aurora.inference.cuda;

import io.aurora.inference.EngineLostException;
import io.aurora.inference.model.GoldenNetworks;
import io.aurora.inference.network.DeviceProbe;
import io.aurora.inference.network.RouterNet;
import io.aurora.inference.network.RouterShape;
import io.aurora.inference.network.StudentNet;
import io.aurora.inference.network.StudentShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What {@link JCudaTest} runs in a JVM of its own, over the driver that runs on the processor. Writes lines to a file. */
final class FakeDriverRun {
    private FakeDriverRun() {}

    /** Arguments: the file; what to do. */
    public static void main(String[] arguments) throws IOException {
        List<String> lines = new ArrayList<>();
        CudaDevices found = CudaDevices.find();
        if (found instanceof CudaDevices.None none) {
            lines.add(none.cause() + ": " + none.reason());
        } else {
            CudaDevices.Found some = (CudaDevices.Found) found;
            for (CudaDevice device : some.devices()) {
                lines.add(device.description());
                lines.add(arguments[1].equals("lose") ? lose(device) : compare(device));
                lines.add(device.memory().toString());
                device.close();
                device.close();
            }
        }
        Files.write(Path.of(arguments[0]), lines);
    }

    private static String compare(CudaDevice device) {
        SameBits.assertStudent(device, new StudentShape(2, 20, 17), 1, 4, 20, 66, 130);
        SameBits.assertRouter(device, 20, 1, 4, 20, 66, 130);
        GoldenNetworks.assertMeets(device);
        IntStream.range(0, 6)
                .parallel()
                .forEach(i -> SameBits.assertStudent(device, new StudentShape(1, 20, 5), 1 + i, 80 + i));
        return probe(device);
    }

    private static String probe(CudaDevice device) {
        DeviceProbe probe = device.probe();
        try (StudentNet student = device.load(SameBits.student(new StudentShape(1, 8, 4)));
                RouterNet router = device.load(SameBits.router(8))) {
            boolean isMeasured = probe.stepSeconds(student, 1) > 0.0
                    && probe.stepSeconds(router, 70) > 0.0
                    && probe.readSeconds(1000) > 0.0
                    && probe.fusedMultiplyAddsPerSecond() > 0.0;
            return isMeasured ? "same bits" : "no time passed";
        }
    }

    private static String lose(CudaDevice device) {
        try (RouterNet net = device.load(SameBits.router(8))) {
            List<String> messages = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                try {
                    net.classify(1, new float[RouterShape.INPUT], new float[RouterShape.OUTPUT]);
                } catch (EngineLostException e) {
                    messages.add(e.getMessage());
                }
            }
            return String.join("; ", messages);
        }
    }
}
