/// The limits and early refusals of a unit, on real stores.
@NullMarked
package doorbuster.limits;

import org.jspecify.annotations.NullMarked;
