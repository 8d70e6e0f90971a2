package io.aurora.cluster.bench.decisions;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * One kept connection that sends one request at a time and reads its answer. It knows what our own node answers, bodies with a length,
 * and nothing else: the JDK's client costs several times the processor time, which the node under test would miss. One thread.
 */
public final class HttpLine implements AutoCloseable {
    private static final String LENGTH = "content-length:";
    private static final int OK_DIGITS = 3;

    private final String host;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] line = new byte[1024];

    /** An answer. */
    public record Answer(int status, String body) {}

    /** Connects. */
    public HttpLine(URI address) throws IOException {
        host = address.getHost() + ":" + address.getPort();
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
        in = new BufferedInputStream(socket.getInputStream(), 8192);
        out = socket.getOutputStream();
    }

    /** Posts JSON. */
    public Answer post(String path, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: " + host
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        out.write(request);
        out.flush();
        return answer();
    }

    private Answer answer() throws IOException {
        int status = Integer.parseInt(new String(line, 9, statusEnd(readLine()) - 9, StandardCharsets.US_ASCII));
        int length = 0;
        for (int size = readLine(); size > 0; size = readLine()) {
            String header = new String(line, 0, size, StandardCharsets.US_ASCII);
            if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Integer.parseInt(header.substring(LENGTH.length()).trim());
            }
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the node closed the connection within an answer");
        }
        return new Answer(status, new String(body, StandardCharsets.UTF_8));
    }

    private static int statusEnd(int size) throws IOException {
        if (size < 9 + OK_DIGITS) {
            throw new EOFException("the node closed the connection");
        }
        return 9 + OK_DIGITS;
    }

    /** Reads one line into {@link #line}; its length without the line's end. */
    private int readLine() throws IOException {
        int size = 0;
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r' && size < line.length) {
                line[size++] = (byte) b;
            }
        }
        return size;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
