/// A Redis Cluster in memory that runs the unit's own script files, one call at a time, and can lose what a real one
/// can lose.
@NullMarked
package doorbuster.simulator.redis;

import org.jspecify.annotations.NullMarked;
