/// Rules over all packages.
@NullMarked
package doorbuster;

import org.jspecify.annotations.NullMarked;
