/// Role unit: pulls the catalog into one unit, proves that it arrived, mends it.
@NullMarked
package doorbuster.catalogsync.unit;

import org.jspecify.annotations.NullMarked;
