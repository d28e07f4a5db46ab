/// The stand-in for catalog-sync.
@NullMarked
package doorbuster.catalogsync;

import org.jspecify.annotations.NullMarked;
