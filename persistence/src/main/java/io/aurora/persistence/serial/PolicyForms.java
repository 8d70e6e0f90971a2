package io.aurora.persistence.serial;

import io.aurora.domain.learning.PolicyOpened;
import io.aurora.domain.learning.PolicyTerms;
import io.aurora.domain.learning.RewardTerms;
import io.aurora.persistence.PartitionCheckpoint;

/** Version 1 of a policy's creation and of the snapshot of one of its partitions. */
final class PolicyForms {
    /** {@code policy-opened:1}: hash, time, terms. */
    static final Form<PolicyOpened> OPENED = new Form<>() {
        @Override
        public String type() {
            return "policy-opened";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(WireOut to, PolicyOpened opened) {
            to.binary(opened.hash()).number(opened.atMs());
            terms(to, opened.terms());
        }

        @Override
        public PolicyOpened read(WireIn from) {
            byte[] hash = from.binary();
            return new PolicyOpened(from.integer(), readTerms(from), hash);
        }
    };

    /** {@code partition-snapshot:1}: sequence number, hash, bytes of the state, which name their own layout. */
    static final Form<PartitionCheckpoint> SNAPSHOT = new Form<>() {
        @Override
        public String type() {
            return "partition-snapshot";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(WireOut to, PartitionCheckpoint stored) {
            to.number(stored.sequenceNr()).binary(stored.hash()).binary(stored.state());
        }

        @Override
        public PartitionCheckpoint read(WireIn from) {
            long sequenceNr = from.integer();
            byte[] hash = from.binary();
            return new PartitionCheckpoint(from.binary(), hash, sequenceNr);
        }
    };

    private PolicyForms() {}

    static void terms(WireOut to, PolicyTerms terms) {
        RewardTerms reward = terms.reward();
        to.text(terms.policy())
                .number(terms.partitions())
                .number(terms.alpha())
                .number(terms.gamma())
                .texts(terms.regions())
                .number(reward.latencyRefMs())
                .number(reward.costRef())
                .number(reward.latencyWeight())
                .number(reward.costWeight())
                .number(reward.sloWeight())
                .number(terms.keyForm());
    }

    static PolicyTerms readTerms(WireIn from) {
        return new PolicyTerms(
                from.text(),
                from.integer32(),
                from.real(),
                from.real(),
                from.texts(),
                new RewardTerms(from.real(), from.real(), from.real(), from.real(), from.real()),
                from.integer32());
    }
}
