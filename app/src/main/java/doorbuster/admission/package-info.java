/// Who may try at all: login, rate, eligibility, challenge, one at a time. Each is a small class that knows nothing
/// of HTTP; the door asks them in the order of the contract.
@NullMarked
package doorbuster.admission;

import org.jspecify.annotations.NullMarked;
