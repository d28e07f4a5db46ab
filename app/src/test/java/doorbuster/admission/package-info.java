/// The judges at the door, with the clock in the test's hand.
@NullMarked
package doorbuster.admission;

import org.jspecify.annotations.NullMarked;
