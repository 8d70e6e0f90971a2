package io.aurora.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurora.domain.market.GapPolicy;
import io.aurora.domain.market.SymbolSpec;
import io.aurora.domain.settings.Profile;
import io.aurora.domain.settings.SettingsTree;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayersTest {
    @TempDir
    Path folder;

    private Sources sources;

    @BeforeEach
    void open() {
        sources = new Sources(folder);
    }

    @Test
    void shouldPreferTheLaterSourceWhenSeveralSayOneThing() {
        LoadOptions file = sources.config("aurora.http.port = 9001");
        LoadOptions profile = file.withProfileFile(sources.file("p.yaml", "service:", "  api:", "    port: 9002"));
        LoadOptions env = profile.withEnv(Map.of("PORT", "9003"));

        assertThat(AuroraSettings.defaults().http().port()).isEqualTo(8080);
        assertThat(AuroraSettings.load(file).http().port()).isEqualTo(9001);
        assertThat(AuroraSettings.load(profile).http().port()).isEqualTo(9002);
        assertThat(AuroraSettings.load(env).http().port()).isEqualTo(9003);
        assertThat(AuroraSettings.load(env.withOverrides("http.port=9004"))
                        .http()
                        .port())
                .isEqualTo(9004);
    }

    @Test
    void shouldReadTheNamedVariablesWhenTheEnvironmentHasThem() {
        AuroraSettings settings = AuroraSettings.load(LoadOptions.defaults()
                .withEnv(Map.of(
                        "STORE_FILE", "/var/a", "KAFKA_BOOTSTRAP", "k:1", "KAFKA_ENABLED", "on", "HOME", "/root")));

        assertThat(settings.store().file()).isEqualTo("/var/a");
        assertThat(settings.kafka().bootstrap()).isEqualTo("k:1");
        assertThat(settings.kafka().enabled()).isTrue();
    }

    @Test
    void shouldTakeFromDefaultWhatAProfileDoesNotSay() {
        AuroraSettings settings = AuroraSettings.load(
                sources.config("aurora.profiles.default.icp.window = 500", "aurora.profiles.mine { icp.a0 = 0.08 }"));

        assertThat(settings.profile("mine").icp().a0()).isEqualTo(0.08);
        assertThat(settings.profile("mine").icp().window()).isEqualTo(500);
        assertThat(settings.profile("replay").icp().window()).isEqualTo(500);
        assertThat(settings.offline()).containsOnlyKeys(settings.profiles().keySet());
    }

    @Test
    void shouldSetTheProfileInForceWhenAnOverrideIsRelative() {
        AuroraSettings settings = AuroraSettings.load(LoadOptions.defaults()
                .withProfile("replay")
                .withOverrides("icp.a0=0.08", "icp.dtaci_gammas=[0.01, 0.1]", "symbols.BTC.bar_length=15m"));

        assertThat(settings.activeProfile().name()).isEqualTo("replay");
        assertThat(settings.activeProfile().icp().a0()).isEqualTo(0.08);
        assertThat(settings.activeProfile().icp().dtaciGammas()).containsExactly(0.01, 0.1);
        assertThat(settings.profile("default").icp().a0()).isEqualTo(0.1);
        assertThat(settings.symbol("BTC"))
                .contains(new SymbolSpec("BTC", 900_000L, GapPolicy.GRID, OptionalLong.empty(), "replay", 1.0));
    }

    @Test
    void shouldResolveASymbolAgainstTheDefaultsWhenItIsAskedFor() {
        AuroraSettings settings = AuroraSettings.load(sources.config(
                "aurora.symbols {",
                "  defaults { gap_policy = sequence, base_notional = 7 }",
                "  BTC { bar_length = 5m, grid_offset = 1m, profile = shadow }",
                "}"));

        assertThat(settings.symbol("BTC"))
                .contains(new SymbolSpec("BTC", 300_000L, GapPolicy.SEQUENCE, OptionalLong.of(60_000L), "shadow", 7.0));
        assertThat(settings.symbol("NEW"))
                .contains(new SymbolSpec("NEW", 3_600_000L, GapPolicy.SEQUENCE, OptionalLong.empty(), "default", 7.0));
    }

    @Test
    void shouldKnowDeclaredSymbolsOnlyWhenAutoCreateIsOff() {
        AuroraSettings settings = AuroraSettings.load(LoadOptions.defaults().withOverrides("symbols.auto_create=off"));

        assertThat(settings.symbol("NEW")).isEmpty();
        assertThat(settings.feed().builtin().symbols())
                .hasSize(8)
                .allSatisfy(name -> assertThat(settings.symbol(name))
                        .hasValueSatisfying(
                                spec -> assertThat(spec.barLengthMs()).isEqualTo(60_000L)));
    }

    @Test
    void shouldHoldEveryGuardThresholdWhenBoundsAreRead() {
        AuroraSettings settings = AuroraSettings.load(LoadOptions.defaults()
                .withOverrides("acceptance.guards.latency_p95.hard=123", "acceptance.guards.kappa_min=0.33"));
        MetricsSettings.Bounds bounds = settings.metrics().bounds();

        assertThat(bounds.latencyMs()).contains(80.0, 123.0).isSorted();
        assertThat(bounds.surprisal()).contains(1.95, 2.2, 1.8, 2.05).isSorted();
        assertThat(bounds.relWidth())
                .contains(0.1, 0.1 * StrictMath.sqrt(1 / 60.0))
                .isSorted();
        assertThat(bounds.kappa()).contains(0.33, 0.45).isSorted();
    }

    @Test
    void shouldListEverySettingOfEveryProfileWhenNodesCompareThem() {
        AuroraSettings ours = AuroraSettings.defaults();
        AuroraSettings theirs = AuroraSettings.load(LoadOptions.defaults().withOverrides("icp.a0=0.08"));

        assertThat(ours.profileSettings())
                .hasSize(5 * SettingsTree.leaves(Profile.class).size())
                .containsEntry("aurora.profiles.shadow.execution.obeyed", "false");
        assertThat(theirs.profileSettings().entrySet())
                .filteredOn(entry -> !ours.profileSettings().entrySet().contains(entry))
                .extracting(entry -> entry.getKey() + "=" + entry.getValue())
                .containsExactly(
                        "aurora.profiles.default.icp.a0=0.08",
                        "aurora.profiles.replay.icp.a0=0.08",
                        "aurora.profiles.research.icp.a0=0.08",
                        "aurora.profiles.shadow.icp.a0=0.08");
    }

    @Test
    void shouldAddTheIndexToEveryPortButZeroWhenNodesShareAHost() {
        NodeSettings node = AuroraSettings.load(LoadOptions.defaults().withOverrides("node.index=2"))
                .node();

        assertThat(List.of(node.portOf(8080), node.portOf(0))).containsExactly(8082, 0);
    }

    @Test
    void shouldReadTheSecretItselfOnlyWhenAskedFor() {
        Path secret = sources.file("secret", "geheim");
        StoreSettings store = AuroraSettings.load(
                        LoadOptions.defaults().withOverrides("store.password=file:" + secret, "store.user=aurora"))
                .store();

        assertThat(store.toString()).contains("***").doesNotContain("geheim", secret.toString());
        assertThat(store.password().orElseThrow().read(Map.of())).isEqualTo("geheim");
        assertThat(SecretRef.parse("env:PW").orElseThrow().read(Map.of("PW", "x")))
                .isEqualTo("x");
        assertThat(SecretRef.parse("geheim")).isEmpty();
    }
}
