/// The ratios of performance, measured side by side in one run.
@NullMarked
package doorbuster.loadtest.bench;

import org.jspecify.annotations.NullMarked;
