package io.aurora.inference;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import com.typesafe.config.ConfigFactory;
import io.aurora.domain.inference.BuiltInForecaster;
import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.inference.ModelIds;
import io.aurora.domain.inference.RecurrentInput;
import io.aurora.domain.inference.RouterFit;
import io.aurora.domain.regime.RegimeProbabilities;
import io.aurora.inference.protocol.InferenceProtocol;
import io.aurora.inference.reload.ModelsChosen;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each message comes back equal from its bytes, in the binding that nodes use and in the readable one. */
class InferenceMessagesTest {
    private static final ActorTestKit CBOR = kit("jackson-cbor");
    private static final ActorTestKit JSON = kit("jackson-json");
    private static final RegimeProbabilities THIRDS = RegimeProbabilities.uniform();

    private static ActorTestKit kit(String binding) {
        String bindings = "akka.actor.provider = cluster, akka.remote.artery.canonical.port = 0, "
                + "akka.actor.serialization-bindings.\"io.aurora.inference.protocol.InferenceProtocol$Remote\" = "
                + binding;
        return ActorTestKit.create(
                ConfigFactory.parseString(bindings.replace(", ", "\n")).withFallback(ConfigFactory.load()));
    }

    @AfterAll
    static void close() {
        CBOR.shutdownTestKit();
        JSON.shutdownTestKit();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldComeBackEqualWhenWrittenAndRead(boolean cbor) {
        ActorTestKit kit = cbor ? CBOR : JSON;
        TestProbe<InferenceProtocol.Answer> answers = kit.createTestProbe();
        TestProbe<InferenceProtocol.Fitted> fits = kit.createTestProbe();
        TestProbe<InferenceProtocol.LoadReply> loads = kit.createTestProbe();
        InferenceRequest plain = Requests.at(1_700_000_000_000L);
        InferenceRequest recurrent = plain.from(
                new RecurrentInput(new float[] {0.1f, -3.4e38f, 1e-45f}, List.of(new double[20], new double[20])));
        InferenceResult builtIn = BuiltInForecaster.standIn(plain, InferenceResult.Fallback.BUSY);
        InferenceResult neural = new InferenceResult(
                1e-300,
                Double.MIN_VALUE,
                4.5,
                OptionalDouble.of(0.25),
                THIRDS,
                new ModelIds("3f", "9c"),
                "cuda",
                Optional.empty(),
                Optional.of(new float[] {1.5f, 0.1f}));

        for (InferenceProtocol.Remote message : List.of(
                new InferenceProtocol.Infer(plain, 50L, answers.getRef()),
                new InferenceProtocol.Infer(recurrent, 50L, answers.getRef()),
                new InferenceProtocol.Fit("BTC-USDT", new RouterFit(128, new double[] {0.1, -0.0}), fits.getRef()),
                new InferenceProtocol.Inferred(7L, builtIn),
                new InferenceProtocol.Inferred(7L, neural),
                new InferenceProtocol.Busy(7L),
                new InferenceProtocol.Failed(7L, "must be finite: features[3]=NaN"),
                new InferenceProtocol.Fitted(144L, Optional.of(THIRDS)),
                new InferenceProtocol.Fitted(144L, Optional.empty()),
                new InferenceProtocol.LoadModels(
                        new ModelFolders(Optional.of("models/student"), Optional.empty()),
                        new ModelIds("3f", ModelIds.BIC),
                        loads.getRef()),
                new InferenceProtocol.ServeModels(ModelIds.BUILT_IN),
                new InferenceProtocol.ModelsLoaded(new ModelIds("3f", "9c")),
                new InferenceProtocol.ModelsRejected("sha256 must be ab"),
                new ModelsChosen(ModelFolders.BUILT_IN, ModelIds.BUILT_IN, 7L))) {
            kit.serializationTestKit().verifySerialization(message, true);
        }
    }
}
