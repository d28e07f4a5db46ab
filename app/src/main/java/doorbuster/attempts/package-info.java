/// What each attempt of a buyer was answered, for a while: so that an operator can say why.
@NullMarked
package doorbuster.attempts;

import org.jspecify.annotations.NullMarked;
