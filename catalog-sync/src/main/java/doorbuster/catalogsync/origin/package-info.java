/// Role origin: the one place where the catalog is written.
@NullMarked
package doorbuster.catalogsync.origin;

import org.jspecify.annotations.NullMarked;
