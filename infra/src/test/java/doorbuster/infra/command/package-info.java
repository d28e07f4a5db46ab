/// The command line: one class per word.
@NullMarked
package doorbuster.infra.command;

import org.jspecify.annotations.NullMarked;
