package io.aurora.lab.decisions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;

/** A policy's table on a running node, out and in. */
public final class NodePolicy {
    private static final int PAGE = 2_000;
    /** Rows of one request: below a node's usual limit of a body. */
    private static final int AT_ONCE = 1_000;

    private final NodeHttp node;

    /** @param base address of the node, for instance {@code http://127.0.0.1:8080} */
    public NodePolicy(URI base) {
        this.node = new NodeHttp(base);
    }

    /** The whole table: policy, key_form and rows of state, action, q and tries. */
    public ObjectNode table(String policy) {
        String path = "/policies/" + NodeHttp.encoded(policy) + "/table?limit=" + PAGE;
        ObjectNode table = JsonNodeFactory.instance.objectNode();
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        JsonNode page = node.get(path);
        table.put("policy", policy).set("key_form", page.path("key_form"));
        page.path("rows").forEach(rows::add);
        while (page.path("next").isTextual()) {
            page = node.get(
                    path + "&after=" + NodeHttp.encoded(page.path("next").textValue()));
            page.path("rows").forEach(rows::add);
        }
        table.set("rows", rows);
        return table;
    }

    /**
     * Has a node take over {@code table}, in requests of up to {@value #AT_ONCE} rows; how many rows it took.
     *
     * @param by who asks
     */
    public long importTable(String policy, String by, JsonNode table) {
        String path = "/policies/" + NodeHttp.encoded(policy) + "/table";
        long imported = 0;
        JsonNode rows = table.path("rows");
        for (int from = 0; from < rows.size(); from += AT_ONCE) {
            ObjectNode part = JsonNodeFactory.instance.objectNode();
            part.put("by", by).set("key_form", table.path("key_form"));
            ArrayNode share = part.putArray("rows");
            for (int i = from; i < Math.min(rows.size(), from + AT_ONCE); i++) {
                share.add(rows.get(i));
            }
            imported += node.post(path, part).path("rows").asLong();
        }
        return imported;
    }
}
