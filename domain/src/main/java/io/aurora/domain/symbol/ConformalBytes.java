package io.aurora.domain.symbol;

import io.aurora.domain.bytes.BytesReader;
import io.aurora.domain.bytes.BytesWriter;
import io.aurora.domain.conformal.ConformalImage;
import io.aurora.domain.conformal.OpenForecast;

/** Layout of the conformal part of a symbol's snapshot. */
final class ConformalBytes {
    private ConformalBytes() {}

    static void write(BytesWriter to, ConformalImage image) {
        to.putDoubles(image.scores()).putDoubles(image.markerHeights());
        to.putInt(image.markerPositions().length);
        for (int position : image.markerPositions()) {
            to.putInt(position);
        }
        to.putDoubles(image.controller())
                .putDouble(image.coverageEma())
                .putInt(image.missStreak())
                .putLong(image.settled())
                .putLong(image.covered())
                .putDouble(image.inflation())
                .putDouble(image.alphaTarget())
                .putDouble(image.alpha());
        writeFlags(to, image.recentHits());
        writeFlags(to, image.blockHits());
        to.putDoubles(image.blockTargets()).putDoubles(image.surprisals());
    }

    static ConformalImage read(BytesReader from) {
        return new ConformalImage(
                from.getDoubles(),
                from.getDoubles(),
                readInts(from),
                from.getDoubles(),
                from.getDouble(),
                from.getInt(),
                from.getLong(),
                from.getLong(),
                from.getDouble(),
                from.getDouble(),
                from.getDouble(),
                readFlags(from),
                readFlags(from),
                from.getDoubles(),
                from.getDoubles());
    }

    static void writeForecast(BytesWriter to, OpenForecast forecast) {
        to.putDouble(forecast.yhat())
                .putDouble(forecast.sigma())
                .putDouble(forecast.inflation())
                .putDouble(forecast.lo())
                .putDouble(forecast.hi())
                .putDouble(forecast.alphaTarget())
                .putBoolean(forecast.trans());
    }

    static OpenForecast readForecast(BytesReader from) {
        return new OpenForecast(
                from.getDouble(),
                from.getDouble(),
                from.getDouble(),
                from.getDouble(),
                from.getDouble(),
                from.getDouble(),
                from.getBoolean());
    }

    private static int[] readInts(BytesReader from) {
        return from.getList(BytesReader::getInt).stream()
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static void writeFlags(BytesWriter to, boolean[] flags) {
        byte[] bytes = new byte[flags.length];
        for (int i = 0; i < flags.length; i++) {
            bytes[i] = (byte) (flags[i] ? 1 : 0);
        }
        to.putBytes(bytes);
    }

    private static boolean[] readFlags(BytesReader from) {
        byte[] bytes = from.getBytes();
        boolean[] flags = new boolean[bytes.length];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = bytes[i] != 0;
        }
        return flags;
    }
}
