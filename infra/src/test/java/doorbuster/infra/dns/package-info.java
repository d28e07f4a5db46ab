@NullMarked
package doorbuster.infra.dns;

import org.jspecify.annotations.NullMarked;
