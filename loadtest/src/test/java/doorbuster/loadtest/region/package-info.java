@NullMarked
package doorbuster.loadtest.region;

import org.jspecify.annotations.NullMarked;
