/// PostgreSQL as this process sees it: one session is one connection, SQL lives in files.
@NullMarked
package doorbuster.catalogsync.store;

import org.jspecify.annotations.NullMarked;
