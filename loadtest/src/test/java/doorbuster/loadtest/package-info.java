/// What holds for the whole module.
@NullMarked
package doorbuster.loadtest;

import org.jspecify.annotations.NullMarked;
