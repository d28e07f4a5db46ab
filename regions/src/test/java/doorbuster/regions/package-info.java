/// regions.
@NullMarked
package doorbuster.regions;

import org.jspecify.annotations.NullMarked;
