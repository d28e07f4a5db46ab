/// Stand-ins for the programs that other modules build, under the names the launcher starts.
@NullMarked
package doorbuster;

import org.jspecify.annotations.NullMarked;
