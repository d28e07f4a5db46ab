/// HTTP of the buyers: the routes on one page, the endpoints, and what is answered. HTTP ends here: behind it only
/// words of the trade are passed on.
@NullMarked
package doorbuster.door;

import org.jspecify.annotations.NullMarked;
