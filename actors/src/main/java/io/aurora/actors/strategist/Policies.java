package io.aurora.actors.strategist;

import io.aurora.actors.protocol.PolicyProtocol;
import io.aurora.config.PolicySettings;
import io.aurora.config.StrategistSettings;
import io.aurora.domain.learning.PolicyTerms;
import io.aurora.domain.learning.TraceId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The policies of this node's settings with the terms their creation fixed; those never change, so they are asked for once. Thread-safe. */
public final class Policies {
    private static final Logger LOG = LoggerFactory.getLogger(Policies.class);

    private final Map<String, PolicySettings> settings;
    private final Partitions partitions;
    private final Map<String, PolicyTerms> known = new ConcurrentHashMap<>();
    private final Map<Integer, String> byTag = new HashMap<>();

    public Policies(StrategistSettings settings, Partitions partitions) {
        this.settings = settings.policies();
        this.partitions = partitions;
        this.settings.keySet().forEach(name -> byTag.put(TraceId.tagOf(name), name));
    }

    /** Names of the policies, sorted. */
    public Iterable<String> names() {
        return settings.keySet();
    }

    public Optional<PolicySettings> settings(String policy) {
        return Optional.ofNullable(settings.get(policy));
    }

    /** The policy a trace belongs to; absent where this node's settings have none with its tag. */
    public Optional<String> of(TraceId trace) {
        return Optional.ofNullable(byTag.get(trace.policyTag()));
    }

    /** Terms of a policy of the settings, which is created where it does not exist. */
    public CompletionStage<PolicyTerms> terms(String policy) {
        PolicyTerms terms = known.get(policy);
        if (terms != null) {
            return CompletableFuture.completedFuture(terms);
        }
        PolicyTerms wanted = settings.get(policy).terms();
        return partitions
                .policy(policy, replyTo -> new PolicyProtocol.Open(wanted, replyTo))
                .thenApply(reply -> remember(policy, wanted, reply.terms().orElseThrow()));
    }

    /** Terms of a policy; absent before its first decision. */
    public CompletionStage<Optional<PolicyTerms>> created(String policy) {
        PolicyTerms terms = known.get(policy);
        if (terms != null) {
            return CompletableFuture.completedFuture(Optional.of(terms));
        }
        PolicyTerms wanted = settings.get(policy).terms();
        return partitions
                .policy(policy, PolicyProtocol.ReadTerms::new)
                .thenApply(reply -> reply.terms().map(created -> remember(policy, wanted, created)));
    }

    private PolicyTerms remember(String policy, PolicyTerms wanted, PolicyTerms created) {
        if (known.put(policy, created) == null && !created.equals(wanted)) {
            LOG.warn(
                    "A policy keeps what its creation fixed; these settings do not act: policy={}, settings={}, in force={}",
                    policy,
                    wanted,
                    created);
        }
        return created;
    }
}
