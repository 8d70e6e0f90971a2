package io.aurora.cluster.node;

import io.aurora.config.AuroraSettings;
import io.aurora.config.InferenceSettings;
import io.aurora.config.NodeSettings;
import io.aurora.domain.inference.ModelIds;
import io.aurora.inference.ModelFolders;
import io.aurora.inference.model.ModelFileException;
import io.aurora.inference.neural.Devices;
import io.aurora.inference.neural.FusedMultiplyAdd;
import io.aurora.inference.neural.ModelsAtHand;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Looks whether a node of these settings can run on this machine. */
public final class Doctor {
    private static final int LEAST_JAVA = 17;
    private static final long MIB = 1024L * 1024L;
    private static final long LEAST_HEAP_MIB = 512;
    private static final long LEAST_DISK_MIB = 1024;
    /** No correct clock shows an earlier time than this release. */
    private static final Instant RELEASED = Instant.parse("2026-11-01T00:00:00Z");

    private final AuroraSettings settings;

    public Doctor(AuroraSettings settings) {
        this.settings = settings;
    }

    /** How serious a finding is. */
    public enum Verdict {
        OK,
        WARN,
        FAIL
    }

    /** One thing looked at. */
    public record Finding(String what, Verdict verdict, String detail) {}

    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        findings.add(java());
        findings.add(memory());
        findings.add(disk());
        findings.add(clock());
        NodeSettings node = settings.node();
        findings.add(port("http port", "http.port", node.portOf(settings.http().port())));
        findings.add(port("artery", "node.artery_port", node.portOf(node.arteryPort())));
        findings.add(port("management", "node.management_port", node.portOf(node.managementPort())));
        findings.add(driver());
        findings.add(arithmetic());
        findings.add(models());
        return findings;
    }

    private static Finding java() {
        int version = Runtime.version().feature();
        return finding("java", version >= LEAST_JAVA, Runtime.version() + ", needs " + LEAST_JAVA + " or newer");
    }

    private static Finding memory() {
        long heap = Runtime.getRuntime().maxMemory() / MIB;
        Verdict verdict = heap >= LEAST_HEAP_MIB ? Verdict.OK : Verdict.WARN;
        return new Finding(
                "memory", verdict, "heap up to " + heap + " MiB, " + LEAST_HEAP_MIB + " MiB or more is wise");
    }

    private Finding disk() {
        Path folder = existing(Path.of(settings.store().file()).toAbsolutePath());
        try {
            long free = Files.getFileStore(folder).getUsableSpace() / MIB;
            boolean writable = Files.isWritable(folder);
            return finding(
                    "disk",
                    writable && free >= LEAST_DISK_MIB,
                    folder + ": " + free + " MiB free, writable=" + writable + " (store.file)");
        } catch (IOException e) {
            return new Finding("disk", Verdict.FAIL, folder + ": " + e.getMessage());
        }
    }

    /** The nearest folder above {@code file} that exists. */
    private static Path existing(Path file) {
        for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder)) {
                return folder;
            }
        }
        return file.getFileSystem().getRootDirectories().iterator().next();
    }

    private static Finding clock() {
        Instant now = Instant.now();
        return finding("clock", now.isAfter(RELEASED), now + " UTC");
    }

    private static Finding port(String what, String key, int port) {
        if (port == 0) {
            return new Finding(what, Verdict.OK, "any free one (" + key + " = 0)");
        }
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return new Finding(what, Verdict.OK, probe.getLocalPort() + " is free");
        } catch (IOException e) {
            return new Finding(what, Verdict.FAIL, port + " is in use: set " + key);
        }
    }

    private Finding driver() {
        Devices.Cuda cuda = Devices.cuda();
        if (cuda instanceof Devices.Answering answering) {
            answering.devices().forEach(device -> device.get().close());
            return new Finding("gpu", Verdict.OK, answering.shown());
        }
        String reason = ((Devices.Silent) cuda).reason();
        return settings.inference().engine() == InferenceSettings.Engine.CUDA
                ? new Finding("gpu", Verdict.FAIL, reason + ": set inference.engine to auto or cpu")
                : new Finding("gpu", Verdict.OK, reason + ": inference runs on the CPU, which is fine");
    }

    private static Finding arithmetic() {
        boolean fast = FusedMultiplyAdd.isFast();
        return new Finding(
                "arithmetic",
                fast ? Verdict.OK : Verdict.WARN,
                fast ? "fused multiply-add" : "no fused multiply-add: models on the CPU are very slow");
    }

    private Finding models() {
        ModelFolders folders = new ModelFolders(
                settings.inference().student(), settings.inference().router());
        try {
            ModelIds ids = ModelsAtHand.ids(folders);
            return new Finding("models", Verdict.OK, "student " + ids.student() + ", router " + ids.router());
        } catch (ModelFileException e) {
            return new Finding("models", Verdict.FAIL, e.getMessage());
        }
    }

    private static Finding finding(String what, boolean good, String detail) {
        return new Finding(what, good ? Verdict.OK : Verdict.FAIL, detail);
    }
}
