/// A unit of real processes for one measurement or test: stores, and as many app nodes as wanted.
@NullMarked
package doorbuster.loadtest.trial;

import org.jspecify.annotations.NullMarked;
