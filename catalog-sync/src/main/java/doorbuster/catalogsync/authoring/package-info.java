/// Reading a catalog file: bytes to checked lines, every bad line named.
@NullMarked
package doorbuster.catalogsync.authoring;

import org.jspecify.annotations.NullMarked;
