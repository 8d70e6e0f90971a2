package io.aurora.http.job;

import io.aurora.http.edge.FailureMapper;
import io.aurora.http.edge.Problem;
import io.aurora.http.edge.ProblemException;
import io.aurora.http.edge.ProblemKind;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jobs of this node: at most so many that wait or run, and the last ones that ended, for those who ask how they went. Thread-safe. */
public final class JobRegistry {
    /** Jobs that wait or run at once. */
    public static final int MOST_OPEN = 16;

    /** Ended jobs that are remembered; the oldest is forgotten first. */
    public static final int MOST_KEPT = 256;

    private static final Logger LOG = LoggerFactory.getLogger(JobRegistry.class);

    private static final String INTERNAL = "internal error";

    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final Executor executor;
    private final InstantSource clock;

    /** @param executor threads that jobs alone run on */
    public JobRegistry(Executor executor, InstantSource clock) {
        this.executor = executor;
        this.clock = clock;
    }

    /**
     * Takes a job.
     *
     * @throws ProblemException {@code overloaded} where too many wait
     */
    public Job submit(String kind, String by, Job.Task task) {
        Job job = new Job(UUID.randomUUID().toString(), kind, by, clock.millis());
        add(job);
        executor.execute(() -> run(job, task));
        return job;
    }

    public synchronized Optional<Job.Snapshot> find(String id) {
        return Optional.ofNullable(jobs.get(id)).map(Job::snapshot);
    }

    /** Asks a job to end and shows it as it then stands; absent where there is none of this name. */
    public synchronized Optional<Job.Snapshot> cancel(String id) {
        Optional<Job> job = Optional.ofNullable(jobs.get(id));
        job.ifPresent(known -> known.cancel(clock.millis()));
        return job.map(Job::snapshot);
    }

    private synchronized void add(Job job) {
        int ended = 0;
        for (Job known : jobs.values()) {
            ended += known.ended() ? 1 : 0;
        }
        if (jobs.size() - ended >= MOST_OPEN) {
            throw Problem.of(ProblemKind.OVERLOADED, "must be at most " + MOST_OPEN + " jobs that wait or run")
                    .exception();
        }
        Iterator<Job> oldest = jobs.values().iterator();
        while (ended >= MOST_KEPT && oldest.hasNext()) {
            if (oldest.next().ended()) {
                oldest.remove();
                ended--;
            }
        }
        jobs.put(job.id(), job);
    }

    private void run(Job job, Job.Task task) {
        if (!job.begin(clock.millis())) {
            return;
        }
        try {
            Object found = task.run(job::report);
            job.done(found, clock.millis());
        } catch (CancellationException e) {
            job.cancelled(clock.millis());
        } catch (RuntimeException e) {
            Throwable cause = FailureMapper.unwrap(e);
            if (cause instanceof ProblemException problem) {
                job.failed(problem.problem().detail(), clock.millis());
            } else {
                LOG.error("job {} failed", job.id(), cause);
                job.failed(INTERNAL, clock.millis());
            }
        } finally {
            // an error that ends the thread must not leave a job that runs for ever
            if (!job.ended()) {
                job.failed(INTERNAL, clock.millis());
            }
        }
    }
}
