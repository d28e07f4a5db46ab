/// Real servers of a unit as child processes of this JVM: PostgreSQL and Redis Cluster, for the launcher and
/// for integration tests.
///
/// Whatever is started here dies with the JVM, however the JVM dies ([Watchdog]).
@NullMarked
package doorbuster.infra.local;

import org.jspecify.annotations.NullMarked;
