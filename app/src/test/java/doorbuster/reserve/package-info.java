/// The lanes on a real cluster, and how stock moves between them.
@NullMarked
package doorbuster.reserve;

import org.jspecify.annotations.NullMarked;
