/// The door over real HTTP, with small in-memory stores of our own behind it.
@NullMarked
package doorbuster.door;

import org.jspecify.annotations.NullMarked;
