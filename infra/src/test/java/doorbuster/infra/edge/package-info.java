/// The edge in front of each unit: HAProxy's configuration, rendered from a region.
@NullMarked
package doorbuster.infra.edge;

import org.jspecify.annotations.NullMarked;
