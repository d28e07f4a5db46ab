/// Recoveries on real servers: what a lost reply, a late command and a deficit leave behind.
@NullMarked
package doorbuster.book;

import org.jspecify.annotations.NullMarked;
