/// Sales for tests.
@NullMarked
package doorbuster.sale;

import org.jspecify.annotations.NullMarked;
