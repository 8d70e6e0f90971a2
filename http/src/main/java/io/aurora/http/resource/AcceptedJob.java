package io.aurora.http.resource;

import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import io.aurora.http.edge.Json;
import io.aurora.http.job.Job;
import io.aurora.http.wire.JobBody;

/** The answer to what goes on as a job. */
final class AcceptedJob {
    private static final int ACCEPTED = 202;

    private AcceptedJob() {}

    /** 202 with the job's id, and where it is read. */
    static HttpResponse of(Job job) {
        return Json.response(ACCEPTED, new JobBody.Accepted(job.id()))
                .addHeader(RawHeader.create("Location", "/jobs/" + job.id()));
    }
}
