/// The unit's replicated product catalog, read as one immutable snapshot.
@NullMarked
package doorbuster.catalog;

import org.jspecify.annotations.NullMarked;
