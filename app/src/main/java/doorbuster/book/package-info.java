/// The sum that must balance, the epoch, the rebuild.
@NullMarked
package doorbuster.book;

import org.jspecify.annotations.NullMarked;
