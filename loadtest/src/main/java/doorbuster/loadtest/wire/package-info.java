/// Many buyers on few connections and one thread: the load generator shares the machine with what it measures.
@NullMarked
package doorbuster.loadtest.wire;

import org.jspecify.annotations.NullMarked;
