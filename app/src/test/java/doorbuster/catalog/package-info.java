/// Tests of the catalog's snapshot.
@NullMarked
package doorbuster.catalog;

import org.jspecify.annotations.NullMarked;
