/// What a buyer sees of an order, and the durable no.
@NullMarked
package doorbuster.status;

import org.jspecify.annotations.NullMarked;
