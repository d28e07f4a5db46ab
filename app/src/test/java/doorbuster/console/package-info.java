/// The operators' socket over real HTTP, with small in-memory stores of our own behind it.
@NullMarked
package doorbuster.console;

import org.jspecify.annotations.NullMarked;
