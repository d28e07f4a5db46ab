/// A Postgres in memory that knows the unit's statements one by one.
@NullMarked
package doorbuster.simulator.postgres;

import org.jspecify.annotations.NullMarked;
