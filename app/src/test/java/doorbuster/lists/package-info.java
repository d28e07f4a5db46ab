/// Allow and block lists on real servers, over two nodes.
@NullMarked
package doorbuster.lists;

import org.jspecify.annotations.NullMarked;
