/// What tests need of the stores' own package.
@NullMarked
package doorbuster.store;

import org.jspecify.annotations.NullMarked;
