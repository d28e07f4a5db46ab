/// Tests of this package.
@NullMarked
package doorbuster.catalogsync.authoring;

import org.jspecify.annotations.NullMarked;
