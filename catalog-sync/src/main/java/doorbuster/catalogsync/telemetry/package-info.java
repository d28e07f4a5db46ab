/// OpenTelemetry set-up and the names of spans and metrics.
@NullMarked
package doorbuster.catalogsync.telemetry;

import org.jspecify.annotations.NullMarked;
