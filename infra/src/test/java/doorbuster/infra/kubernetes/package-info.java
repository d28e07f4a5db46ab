/// What every rendered region must hold, rule by rule, and that each rule is able to see what it forbids.
@NullMarked
package doorbuster.infra.kubernetes;

import org.jspecify.annotations.NullMarked;
