package io.aurora.persistence.store;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A process that opens a store, writes one byte to its standard output and waits until it is ended. */
final class HoldsTheFile {
    private HoldsTheFile() {}

    public static void main(String[] args) throws IOException {
        Store store = Store.open(TestStores.h2(Path.of(args[0])), Map.of());
        try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
            out.write('o');
            out.flush();
            while (System.in.read() >= 0) {
                store.dialect();
            }
        }
    }
}
