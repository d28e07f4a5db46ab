/// One purchase that can be looked at from the buyer's press to the commit.
@NullMarked
package doorbuster.infra.trace;

import org.jspecify.annotations.NullMarked;
