/// From the stream to Postgres: entries are read in order, written in guarded batches, acknowledged by
/// deletion.
@NullMarked
package doorbuster.settle;

import org.jspecify.annotations.NullMarked;
