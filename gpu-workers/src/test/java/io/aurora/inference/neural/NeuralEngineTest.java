package io.aurora.inference.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aurora.domain.features.FeatureSchema;
import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.inference.ModelIds;
import io.aurora.domain.inference.RecurrentInput;
import io.aurora.domain.regime.RegimeProbabilities;
import io.aurora.inference.EngineAnswer;
import io.aurora.inference.model.RouterModel;
import io.aurora.inference.model.StudentModel;
import io.aurora.inference.network.NetworkDevice;
import io.aurora.inference.network.RouterNet;
import io.aurora.inference.network.RouterShape;
import io.aurora.inference.network.StudentNet;
import io.aurora.inference.network.StudentShape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeuralEngineTest {
    private static final RegimeProbabilities ASKED = new RegimeProbabilities(0.2, 0.3, 0.5);
    private static final double EWMA_SIGMA = 0.013;

    @TempDir
    private Path folder;

    private final NetworkDevice device = Processors.reference();
    private final SplittableRandom random = new SplittableRandom(5);
    private StudentModel student;
    private RouterModel router;
    private NeuralEngine engine;

    @BeforeEach
    void open() {
        student = TestModels.student(folder.resolve("student"), 1);
        router = TestModels.router(folder.resolve("router"), 2);
        engine = NeuralEngine.open(device, Optional.of(student), Optional.of(router));
    }

    @AfterEach
    void close() {
        engine.close();
        device.close();
    }

    private double[] features() {
        double[] row = new double[FeatureSchema.DIMENSION];
        Arrays.setAll(row, i -> 3.0 * random.nextDouble() - 1.5);
        return row;
    }

    private InferenceRequest request(RecurrentInput recurrent, double[] features, ModelIds models) {
        return new InferenceRequest("S", 1L, features, recurrent, EWMA_SIGMA, ASKED, models);
    }

    private InferenceRequest request(RecurrentInput recurrent, double[] features) {
        return request(recurrent, features, engine.models());
    }

    private InferenceResult one(InferenceRequest request) {
        return ((EngineAnswer.Done) engine.infer(List.of(request)).get(0)).result();
    }

    @Test
    void shouldPutTheNetworksFiguresIntoTheUnitsOfTheSymbol() {
        double[] features = features();
        InferenceResult result = one(request(RecurrentInput.ZERO, features));

        float[] x = new float[StudentShape.INPUT];
        student.manifest().standardisation().apply(features, x, 0);
        float[] state = new float[TestModels.STUDENT.stateLength()];
        float[] law = new float[TestModels.STUDENT.outputLength()];
        try (StudentNet net = device.load(student.weights())) {
            net.step(1, x, state, law);
        }
        double df = Math.max(law[2], 2.1);
        double rms = 0.0;
        for (int i = 0; i < TestModels.STUDENT.latent(); i++) {
            double sd = law[StudentShape.LAW + TestModels.STUDENT.latent() + i];
            rms += sd * sd;
        }
        assertThat(result.yhat()).isEqualTo(TestModels.TARGET_SCALE * law[0]);
        assertThat(result.sigma()).isEqualTo(TestModels.TARGET_SCALE * law[1] * Math.sqrt(df / (df - 2.0)));
        assertThat(result.nu()).isEqualTo(law[2]);
        assertThat(result.latentRms()).hasValue(Math.sqrt(rms / TestModels.STUDENT.latent()));
        assertThat(result.recurrent())
                .hasValueSatisfying(given -> assertThat(given).isEqualTo(state));
        assertThat(result.models()).isEqualTo(engine.models());
        assertThat(result.engine()).isEqualTo("cpu");
        assertThat(result.probabilities()).isEqualTo(classified(features));
    }

    private RegimeProbabilities classified(double[] features) {
        float[] x = new float[RouterShape.INPUT];
        float[] out = new float[RouterShape.OUTPUT];
        router.manifest().standardisation().apply(features, x, 0);
        try (RouterNet net = device.load(router.weights())) {
            net.classify(1, x, out);
        }
        double sum = ((double) out[0] + out[1]) + out[2];
        return new RegimeProbabilities(out[0] / sum, out[1] / sum, out[2] / sum);
    }

    @Test
    void shouldGiveTheBitsOfAStraightRunWhenBarsSinceACheckpointAreRerunInABatch() {
        List<InferenceRequest> batch = new ArrayList<>();
        List<InferenceResult> straight = new ArrayList<>();
        for (int row = 0; row < 40; row++) {
            int reruns = row % 7 == 0 ? 64 : row % 5;
            RecurrentInput at = row % 2 == 0
                    ? RecurrentInput.ZERO
                    : new RecurrentInput(
                            one(request(RecurrentInput.ZERO, features()))
                                    .recurrent()
                                    .orElseThrow(),
                            List.of());
            List<double[]> since = new ArrayList<>();
            RecurrentInput hot = at;
            for (int i = 0; i < reruns; i++) {
                double[] bar = features();
                since.add(bar);
                hot = new RecurrentInput(one(request(hot, bar)).recurrent().orElseThrow(), List.of());
            }
            double[] present = features();
            batch.add(request(new RecurrentInput(at.checkpoint(), since), present));
            straight.add(one(request(hot, present)));
        }

        List<EngineAnswer> answers = engine.infer(batch);

        assertThat(answers)
                .isEqualTo(straight.stream().map(EngineAnswer.Done::new).toList());
    }

    @Test
    void shouldRefuseTheRowAloneWhenItDoesNotComeOutFinite() {
        double[] poisoned = features();
        poisoned[3] = Double.NaN;
        float[] state = new float[TestModels.STUDENT.stateLength()];
        state[7] = Float.NaN;
        InferenceRequest sound = request(RecurrentInput.ZERO, features());
        List<EngineAnswer> answers = engine.infer(List.of(
                sound,
                request(RecurrentInput.ZERO, poisoned),
                request(new RecurrentInput(state, List.of()), features()),
                request(new RecurrentInput(new float[3], List.of()), features()),
                sound));

        assertThat(answers.get(0)).isEqualTo(new EngineAnswer.Done(one(sound))).isEqualTo(answers.get(4));
        assertThat(answers.get(1)).isInstanceOf(EngineAnswer.Refused.class);
        assertThat(answers.get(2)).isInstanceOf(EngineAnswer.Refused.class);
        assertThat(answers.get(3))
                .isEqualTo(new EngineAnswer.Refused("must be 0 or 96: recurrent.checkpoint.length=3"));
    }

    @Test
    void shouldTakeTheBuiltInPartWhenASymbolRunsOnOneModelAlone() {
        double[] features = features();
        ModelIds studentAlone = new ModelIds(engine.models().student(), ModelIds.BIC);
        ModelIds routerAlone = new ModelIds(ModelIds.EWMA, engine.models().router());
        InferenceResult both = one(request(RecurrentInput.ZERO, features));

        InferenceResult withBic = one(request(RecurrentInput.ZERO, features, studentAlone));
        assertThat(withBic.yhat()).isEqualTo(both.yhat());
        assertThat(withBic.probabilities()).isEqualTo(ASKED);
        assertThat(withBic.models()).isEqualTo(studentAlone);

        InferenceResult withEwma = one(request(RecurrentInput.ZERO, features, routerAlone));
        assertThat(withEwma.yhat()).isZero();
        assertThat(withEwma.sigma()).isEqualTo(EWMA_SIGMA);
        assertThat(withEwma.probabilities()).isEqualTo(both.probabilities());
        assertThat(withEwma.recurrent()).isEmpty();
        assertThat(withEwma.engine()).isEqualTo("cpu");

        assertThat(one(request(RecurrentInput.ZERO, features, ModelIds.BUILT_IN))
                        .engine())
                .isEqualTo("ewma");
    }

    @Test
    void shouldNotAnswerWhenItIsAskedForOtherModels() {
        ModelIds other = new ModelIds("f".repeat(64), ModelIds.BIC);

        assertThatThrownBy(() -> engine.infer(List.of(request(RecurrentInput.ZERO, features(), other))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("same models");
    }
}
