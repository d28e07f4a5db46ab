/// Documents as trees of maps and lists: configuration, manifests, records.
@NullMarked
package doorbuster.infra.tree;

import org.jspecify.annotations.NullMarked;
