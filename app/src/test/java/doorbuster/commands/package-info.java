/// Every script and statement file: its header is true, and real servers take it.
@NullMarked
package doorbuster.commands;

import org.jspecify.annotations.NullMarked;
