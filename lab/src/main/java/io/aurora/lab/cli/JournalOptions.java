package io.aurora.lab.cli;

import io.aurora.config.AuroraSettings;
import io.aurora.config.LoadOptions;
import io.aurora.config.StoreSettings;
import io.aurora.lab.audit.Journal;
import io.aurora.lab.audit.NodeJournal;
import io.aurora.lab.audit.StoreJournal;
import io.aurora.persistence.PersistenceIds;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options that say where a journal or a store is. */
final class JournalOptions {
    @Option(
            names = "--store-file",
            paramLabel = "FILE",
            description = "H2 file of a stopped node, without its ending .mv.db.")
    private Path storeFile;

    @Option(names = "--url", paramLabel = "URL", description = "A running node, for instance http://127.0.0.1:8080.")
    private String url;

    /** The journal asked for: a running node's, a file's, or that of the store in the settings. */
    Journal open(LoadOptions settings) {
        return isNode() ? new NodeJournal(node()) : new StoreJournal(store(settings), System.getenv());
    }

    /** Whether a running node is asked for; both it and a file are refused. */
    boolean isNode() {
        if (url != null && storeFile != null) {
            throw new BadInputException("one of them, not both: --store-file=" + storeFile + ", --url=" + url);
        }
        return url != null;
    }

    /** The store asked for. */
    StoreSettings store(LoadOptions settings) {
        if (storeFile == null) {
            return AuroraSettings.load(settings).store();
        }
        List<String> overrides = new ArrayList<>(settings.overrides());
        overrides.add("store.kind=h2");
        overrides.add("store.file=\"" + withoutEnding(storeFile) + "\"");
        return AuroraSettings.load(settings.withOverrides(overrides)).store();
    }

    private static String withoutEnding(Path file) {
        String text = file.toString();
        return text.endsWith(".mv.db") ? text.substring(0, text.length() - ".mv.db".length()) : text;
    }

    /** Whether a running node is asked for. */
    boolean namesNode() {
        return url != null;
    }

    /** Address of the node asked for. */
    URI node() {
        return address(url);
    }

    /** The address {@code url} of a node. */
    static URI address(String url) {
        try {
            URI address = new URI(url);
            if ("http".equals(address.getScheme()) || "https".equals(address.getScheme())) {
                return address;
            }
        } catch (URISyntaxException e) {
            throw new BadInputException("must be an address like http://127.0.0.1:8080: --url=" + url, e);
        }
        throw new BadInputException("must be an address like http://127.0.0.1:8080: --url=" + url);
    }

    /** Journals of the named symbols, or all of them; a name without a journal is refused. */
    static List<String> chosen(Journal journal, List<String> symbols) {
        List<String> there = journal.persistenceIds();
        if (symbols.isEmpty()) {
            return there;
        }
        return ofSymbols(there, symbols);
    }

    /** Journals of the named symbols and policies, or all of them. */
    static List<String> chosen(Journal journal, List<String> symbols, List<String> policies) {
        if (policies.isEmpty()) {
            return chosen(journal, symbols);
        }
        List<String> there = journal.persistenceIds();
        List<String> chosen = new ArrayList<>(ofSymbols(there, symbols));
        for (String policy : policies) {
            List<String> own = there.stream()
                    .filter(id ->
                            PersistenceIds.policyOf(id).filter(policy::equals).isPresent()
                                    || PersistenceIds.partitionOf(id)
                                            .filter(partition ->
                                                    partition.policy().equals(policy))
                                            .isPresent())
                    .toList();
            if (own.isEmpty()) {
                throw new BadInputException("no journal of this policy: --policy=" + policy);
            }
            chosen.addAll(own);
        }
        return chosen;
    }

    private static List<String> ofSymbols(List<String> there, List<String> symbols) {
        List<String> chosen = symbols.stream().map(PersistenceIds::symbol).toList();
        for (int i = 0; i < chosen.size(); i++) {
            if (!there.contains(chosen.get(i))) {
                throw new BadInputException("no journal of this symbol: --symbol=" + symbols.get(i) + ", there are "
                        + there.stream()
                                .flatMap(id -> PersistenceIds.symbolOf(id).stream())
                                .toList());
            }
        }
        return chosen;
    }
}
