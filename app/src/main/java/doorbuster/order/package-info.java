/// An order's life after settling: hold, payment, expiry, cancel; and the one releaser of stock.
@NullMarked
package doorbuster.order;

import org.jspecify.annotations.NullMarked;
