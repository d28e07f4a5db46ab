#!/bin/sh
# Before a planned end: a primary hands over to one of its replicas, so that the unit does not wait for a time-out.
set -eu
end=$(($(date +%s) + 20))
role() { redis-cli role | head -n 1; }
[ "$(role)" = master ] || exit 0
me=$(redis-cli cluster myid)
replica=$(redis-cli cluster replicas "$me" | grep -v fail | awk '{split($2, at, "@"); print at[1]; exit}')
[ -n "$replica" ] || exit 0
redis-cli -h "${replica%:*}" -p "${replica##*:}" cluster failover >/dev/null
while [ "$(role)" = master ] && [ "$(date +%s)" -lt $end ]; do sleep 0.2; done
