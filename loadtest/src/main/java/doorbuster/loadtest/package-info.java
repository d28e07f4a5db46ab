/// The command line of the load test.
@NullMarked
package doorbuster.loadtest;

import org.jspecify.annotations.NullMarked;
