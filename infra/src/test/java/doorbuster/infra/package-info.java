/// The `doorbuster` command: where its words are put together.
@NullMarked
package doorbuster.infra;

import org.jspecify.annotations.NullMarked;
