/// Tests of this package.
@NullMarked
package doorbuster.catalogsync.store;

import org.jspecify.annotations.NullMarked;
