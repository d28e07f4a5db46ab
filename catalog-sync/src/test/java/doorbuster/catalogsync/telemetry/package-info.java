@NullMarked
package doorbuster.catalogsync.telemetry;

import org.jspecify.annotations.NullMarked;
