package io.aurora.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.cluster.metrics.PrometheusText;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A basket over live symbols gets weights, moves with its members and has weights again after a kill. */
class BasketsTest {
    @TempDir
    private Path folder;

    @Test
    void shouldKeepABasketUpAndOptimiseItAnewAfterAKill() {
        try (NodeProcess node = start()) {
            Until.passes(
                    () -> assertThat(node.json("/baskets/core").get("figures").isNull())
                            .isFalse());
            check(node);
            Until.passes(() -> assertThat(
                            node.json("/baskets/core").at("/optimised/cause").textValue())
                    .isNotEqualTo("start"));
            JsonNode later = check(node);
            assertThat(later.at("/optimised/symbol").textValue()).startsWith("SIM-");
            assertThat(later.at("/figures/turnover").isNumber()).isTrue();
            Until.passes(() -> {
                PrometheusText scrape =
                        PrometheusText.parse(node.get("/metrics").body());
                assertThat(scrape.value("aurora_basket_worst_case_shortfall", Map.of("basket", "core")))
                        .isPositive();
                assertThat(scrape.value("aurora_basket_optimised_total", Map.of("cause", "start", "result", "moved")))
                        .isEqualTo(1.0);
            });
            node.kill();
        }

        try (NodeProcess node = start()) {
            Until.passes(
                    () -> assertThat(node.json("/baskets/core").get("figures").isNull())
                            .isFalse());
            check(node);
        }
    }

    private static JsonNode check(NodeProcess node) {
        JsonNode basket = node.json("/baskets/core");
        double sum = 0.0;
        for (JsonNode member : basket.get("members")) {
            sum += member.get("weight").doubleValue();
        }
        assertThat(sum).as("%s", basket).isCloseTo(1.0, within(1e-9));
        assertThat(basket.at("/figures/certified").booleanValue()).isTrue();
        assertThat(basket.at("/figures/scenarios").intValue()).isEqualTo(512);
        JsonNode holding = node.json("/symbols/SIM-ETH/state").get("baskets").get(0);
        assertThat(holding.get("basket").textValue()).isEqualTo("core");
        assertThat(holding.get("weight").isNumber()).isTrue();
        return basket;
    }

    private NodeProcess start() {
        return NodeProcess.start(
                folder,
                "--set",
                "baskets.core.symbols=[\"SIM-BTC\", \"SIM-ETH\", \"SIM-SOL\", \"SIM-GOLD\"]",
                "--set",
                "baskets.core.every_bars=5");
    }
}
