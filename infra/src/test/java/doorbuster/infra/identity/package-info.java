/// The local identity: keys, secrets and tokens made at first start, for this machine only.
@NullMarked
package doorbuster.infra.identity;

import org.jspecify.annotations.NullMarked;
