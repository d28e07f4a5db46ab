/// The proof that a running unit is what it should be: each check asks the unit itself.
@NullMarked
package doorbuster.infra.proof;

import org.jspecify.annotations.NullMarked;
