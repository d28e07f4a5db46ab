/// Taking stock: the port `Inventory`, one script call for many attempts, lanes, and what a node holds until it
/// is settled.
@NullMarked
package doorbuster.reserve;

import org.jspecify.annotations.NullMarked;
