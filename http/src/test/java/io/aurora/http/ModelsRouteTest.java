package io.aurora.http;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.domain.features.FeatureSchema;
import io.aurora.http.port.Models;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ModelsRouteTest {
    private static final ActorTestKit KIT = ActorTestKit.create();

    private Front front;

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @BeforeEach
    void start() {
        front = new Front(KIT);
    }

    private Front.Reply reload(String body) {
        return front.json(Front.post("/model/reload", body));
    }

    private JsonNode ended(Front.Reply accepted) {
        assertThat(accepted.status()).isEqualTo(202);
        front.jobs.remove().run();
        return front.get("/jobs/" + accepted.body().get("job").asText()).body();
    }

    @Test
    void shouldShowTheModelsInForce() {
        JsonNode body = front.get("/model/info").body();

        assertThat(body.get("id").asText()).isEqualTo("ewma");
        assertThat(body.get("kind").asText()).isEqualTo("student");
        assertThat(body.get("feature_schema_hash").asText()).isEqualTo(FeatureSchema.HASH);
        assertThat(body.get("engine").asText()).isEqualTo("cpu");
        assertThat(body.get("loaded_at").asText()).isEqualTo(Front.START);
        assertThat(body.at("/router/id").asText()).isEqualTo("bic");
        assertThat(body.get("code_revision").isNull()).isTrue();
    }

    @Test
    void shouldSayNotNowWhenTheModelsInForceAreUnknown() {
        front.models.inForce = Optional.empty();

        assertThat(front.get("/model/info").status()).isEqualTo(503);
    }

    @Test
    void shouldTellWhatIsInForceAndForHowLongWhenAReloadIsDone() {
        JsonNode job = ended(reload("{\"path\":\"models/next\",\"by\":\"ann\"}"));

        assertThat(job.get("kind").asText()).isEqualTo("model_reload");
        assertThat(job.get("by").asText()).isEqualTo("ann");
        assertThat(job.get("state").asText()).isEqualTo("done");
        assertThat(job.at("/result/in_force/id").asText()).isEqualTo("a".repeat(64));
        assertThat(job.at("/result/lasts").asText()).contains("until the last of them has stopped");
        assertThat(front.models.wanted)
                .containsExactly(new Models.Wanted(Optional.empty(), Optional.of("models/next")));
    }

    @Test
    void shouldEndInFailureAndSayWhyWhenAModelIsRefused() {
        front.models.reply = new Models.Refused("sha256 must be ab: sha256=cd");

        JsonNode job = ended(reload("{\"id\":\"" + "b".repeat(64) + "\"}"));

        assertThat(job.get("state").asText()).isEqualTo("failed");
        assertThat(job.get("error").asText()).contains("stay in force").contains("sha256=cd");
    }

    @Test
    void shouldRefuseAtOnceWhenTheModelCannotBeHad() {
        front.models.objection = Optional.of("must lie below inference.models_dir");

        Front.Reply refused = reload("{\"path\":\"/etc\"}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().get("type").asText()).isEqualTo("urn:aurora:problem:model_refused");
        assertThat(refused.body().get("field").asText()).isEqualTo("path");
        assertThat(front.jobs).isEmpty();
    }

    @Test
    void shouldNameTheFieldWhenNeitherOrBothAreGiven() {
        assertThat(reload("{}").body().get("field").asText()).isEqualTo("id");
        assertThat(reload("{\"id\":\"ewma\",\"path\":\"x\"}")
                        .body()
                        .get("field")
                        .asText())
                .isEqualTo("id");
        assertThat(reload("{\"file\":\"x\"}").body().get("field").asText()).isEqualTo("file");
    }
}
