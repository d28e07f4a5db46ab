/// The stream's scripts on a real cluster.
@NullMarked
package doorbuster.settle;

import org.jspecify.annotations.NullMarked;
