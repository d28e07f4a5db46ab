/// OpenTelemetry: how it is set up, and the names of spans and metrics.
@NullMarked
package doorbuster.telemetry;

import org.jspecify.annotations.NullMarked;
