/// The same stories told to the stores in memory and to real servers: they must answer the same.
@NullMarked
package doorbuster.simulator.conformance;

import org.jspecify.annotations.NullMarked;
