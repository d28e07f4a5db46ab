/// Tests of this package.
@NullMarked
package doorbuster.catalogsync.unit;

import org.jspecify.annotations.NullMarked;
