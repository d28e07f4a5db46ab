/// The protocol as an explicit-state model: every interleaving of small sales, with each of its rules removable.
@NullMarked
package doorbuster.loadtest.model;

import org.jspecify.annotations.NullMarked;
