/// A unit behind its real edge.
@NullMarked
package doorbuster.edge;

import org.jspecify.annotations.NullMarked;
