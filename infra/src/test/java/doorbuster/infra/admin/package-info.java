/// The units' admin sockets as the command line uses them.
@NullMarked
package doorbuster.infra.admin;

import org.jspecify.annotations.NullMarked;
