/// Faults on a unit of real processes while buyers buy, and the reckoning after each.
@NullMarked
package doorbuster.loadtest.faults;

import org.jspecify.annotations.NullMarked;
