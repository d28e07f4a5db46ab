/// Tests of this package.
@NullMarked
package doorbuster.catalogsync;

import org.jspecify.annotations.NullMarked;
