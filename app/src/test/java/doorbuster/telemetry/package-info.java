/// Telemetry is tested like everything else.
@NullMarked
package doorbuster.telemetry;

import org.jspecify.annotations.NullMarked;
