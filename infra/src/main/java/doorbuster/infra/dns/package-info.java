/// Which region's address a buyer is told: maps for gdnsd, Route 53 and external-dns, and a question to ask them.
@NullMarked
package doorbuster.infra.dns;

import org.jspecify.annotations.NullMarked;
