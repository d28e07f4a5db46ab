/// The words of the trade as records: no library but the JDK's, no behaviour that needs a store.
@NullMarked
package doorbuster.sale;

import org.jspecify.annotations.NullMarked;
