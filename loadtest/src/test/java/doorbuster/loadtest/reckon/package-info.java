/// What buyers were told, held against what the stores have.
@NullMarked
package doorbuster.loadtest.reckon;

import org.jspecify.annotations.NullMarked;
