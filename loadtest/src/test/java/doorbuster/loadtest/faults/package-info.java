/// Whether faults break the promises, and whether the suite would say so.
@NullMarked
package doorbuster.loadtest.faults;

import org.jspecify.annotations.NullMarked;
