/// The sample catalog, and the way a catalog gets to its origin.
@NullMarked
package doorbuster.infra.catalog;

import org.jspecify.annotations.NullMarked;
