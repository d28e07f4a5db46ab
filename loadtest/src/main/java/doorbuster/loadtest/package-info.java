/// loadtest.
@NullMarked
package doorbuster.loadtest;

import org.jspecify.annotations.NullMarked;
