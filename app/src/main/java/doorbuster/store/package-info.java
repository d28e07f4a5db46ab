/// The only place that knows Lettuce, Hikari and DbClient; everything else speaks to it in scripts and
/// statements.
@NullMarked
package doorbuster.store;

import org.jspecify.annotations.NullMarked;
