/// The admin socket: authoring, status, health, metrics.
@NullMarked
package doorbuster.catalogsync.http;

import org.jspecify.annotations.NullMarked;
