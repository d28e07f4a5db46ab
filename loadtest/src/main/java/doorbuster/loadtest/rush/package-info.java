/// Buyers over HTTP, with the reckoning afterwards.
@NullMarked
package doorbuster.loadtest.rush;

import org.jspecify.annotations.NullMarked;
