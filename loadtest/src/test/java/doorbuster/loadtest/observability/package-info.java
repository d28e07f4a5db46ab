/// What operators see of a whole fleet, through a real Prometheus.
@NullMarked
package doorbuster.loadtest.observability;

import org.jspecify.annotations.NullMarked;
