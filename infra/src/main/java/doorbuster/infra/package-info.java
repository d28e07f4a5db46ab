/// infra.
@NullMarked
package doorbuster.infra;

import org.jspecify.annotations.NullMarked;
