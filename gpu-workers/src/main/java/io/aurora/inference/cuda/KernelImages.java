package io.aurora.inference.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The compiled kernels among the resources. Machine code runs on chips of its major generation from its minor one on; PTX is compiled by
 * the driver for any chip from 7.5 on.
 */
final class KernelImages {
    /** Generations with machine code, {@code 10 * major + minor}. */
    static final List<Integer> MACHINE_CODE = List.of(75, 80, 90, 100, 120);

    static final String PTX = "kernels.ptx";

    private static final String FOLDER = "/cuda/";
    private static final int TEN = 10;

    private KernelImages() {}

    /** Names of the images to try in order for a chip. */
    static List<String> namesFor(int major, int minor) {
        int chip = TEN * major + minor;
        List<String> names = new ArrayList<>();
        MACHINE_CODE.stream()
                .filter(code -> code / TEN == major && code <= chip)
                .max(Integer::compare)
                .ifPresent(code -> names.add("kernels_sm_" + code + ".cubin"));
        names.add(PTX);
        return names;
    }

    /** Bytes of an image, a zero behind them as the driver wants it of PTX. */
    static byte[] read(String name) {
        try (InputStream in = KernelImages.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("missing in the jar: resource=" + FOLDER + name);
            }
            byte[] content = in.readAllBytes();
            byte[] ended = new byte[content.length + 1];
            System.arraycopy(content, 0, ended, 0, content.length);
            return ended;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
