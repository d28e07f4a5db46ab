/// HTTP of the operators on a socket of its own, never public: sales, books, lists, the unit, health and metrics.
@NullMarked
package doorbuster.console;

import org.jspecify.annotations.NullMarked;
