package io.aurora.actors.kafka;

import io.aurora.actors.ingest.BarJson;
import io.aurora.domain.symbol.Offer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record of topic {@code aurora.bars}, read: an offer, or what is wrong with it.
 *
 * @param record the record
 * @param offer what is offered, absent where it cannot be read
 * @param fault what is wrong, for people; empty where it can
 */
record BarRecord(ConsumerRecord<String, byte[]> record, Optional<Offer> offer, String fault) {
    static final String HISTORICAL = "aurora-historical";

    static BarRecord read(ConsumerRecord<String, byte[]> record, long receivedAtMs) {
        if (record.value() == null) {
            return bad(record, "must have a value: value=null");
        }
        BarJson.Parsed parsed = BarJson.parse(record.value(), Optional.ofNullable(record.key()));
        if (parsed instanceof BarJson.Bad bad) {
            return bad(record, bad.message());
        }
        String historical = header(record);
        if (!historical.equals("true") && !historical.equals("false")) {
            return bad(record, "header must be true or false: " + HISTORICAL + "=" + historical);
        }
        Offer offer = new Offer(((BarJson.Good) parsed).bar(), historical.equals("true"), receivedAtMs);
        return new BarRecord(record, Optional.of(offer), "");
    }

    private static BarRecord bad(ConsumerRecord<String, byte[]> record, String fault) {
        return new BarRecord(record, Optional.empty(), fault);
    }

    private static String header(ConsumerRecord<String, byte[]> record) {
        Header header = record.headers().lastHeader(HISTORICAL);
        if (header == null) {
            return "false";
        }
        return header.value() == null ? "null" : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** Whose order is to be held: the symbol; the record's key where there is none. */
    String line() {
        return offer.map(taken -> "symbol " + taken.bar().symbol()).orElse("key " + record.key());
    }
}
