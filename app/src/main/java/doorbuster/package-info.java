/// app.
@NullMarked
package doorbuster;

import org.jspecify.annotations.NullMarked;
