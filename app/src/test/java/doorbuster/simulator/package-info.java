/// The unit's own code on stores in memory, on one thread, by one seed, with a crash possible at every step; see
/// docs/SIMULATOR.md.
@NullMarked
package doorbuster.simulator;

import org.jspecify.annotations.NullMarked;
