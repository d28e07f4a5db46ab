/// One file per region unit: the records that read it, check it, and check it against the others.
@NullMarked
package doorbuster.regions;

import org.jspecify.annotations.NullMarked;
