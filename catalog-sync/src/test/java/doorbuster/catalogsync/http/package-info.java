/// Tests of this package.
@NullMarked
package doorbuster.catalogsync.http;

import org.jspecify.annotations.NullMarked;
