package io.aurora.cluster.node;

import akka.remote.RemoteTransportException;
import io.aurora.cluster.cli.StartException;
import io.aurora.config.AuroraSettings;
import io.aurora.http.HttpServer;
import java.net.BindException;

/** Turns what went wrong at a start into words that name the setting to look at. */
final class StartFailures {
    private StartFailures() {}

    static RuntimeException named(RuntimeException failure, AuroraSettings settings) {
        if (failure instanceof StartException) {
            return failure;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpServer.BindRefused refused) {
                return new StartException(refused.getMessage(), failure);
            }
            if (cause instanceof RemoteTransportException || cause instanceof BindException) {
                return new StartException(
                        "cluster port in use: aurora.node.artery_port="
                                + settings.node().portOf(settings.node().arteryPort()) + " or"
                                + " aurora.node.management_port="
                                + settings.node().portOf(settings.node().managementPort())
                                + " (is another node running here? --index 1 takes the next ports)",
                        failure);
            }
        }
        return failure;
    }
}
