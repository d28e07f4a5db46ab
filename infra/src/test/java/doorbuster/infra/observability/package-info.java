/// What operators are given: rules, dashboards and runbooks, held against each other.
@NullMarked
package doorbuster.infra.observability;

import org.jspecify.annotations.NullMarked;
