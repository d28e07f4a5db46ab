/// The local fleet: which processes there are, how they are started, watched, told about and ended.
@NullMarked
package doorbuster.infra.fleet;

import org.jspecify.annotations.NullMarked;
