/// A real unit for the integration tests: Postgres, a Redis Cluster, and as many nodes as a test wants.
@NullMarked
package doorbuster.rig;

import org.jspecify.annotations.NullMarked;
