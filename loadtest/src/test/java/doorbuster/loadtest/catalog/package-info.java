/// The catalog's way from an author's file to a buyer's screen, on a whole fleet of real processes.
@NullMarked
package doorbuster.loadtest.catalog;

import org.jspecify.annotations.NullMarked;
