#!/bin/sh
# Introduces all nodes to each other by the addresses they have now; nothing else is changed. May be repeated.
# NODES: "host:port …"; REDISCLI_AUTH: their password; PATIENCE: seconds to wait for them (120)
set -eu
deadline=$(($(date +%s) + ${PATIENCE:-120}))

ask() { at=$1; shift; redis-cli -h "${at%:*}" -p "${at#*:}" "$@"; }
die() { echo "redis: $*" >&2; exit 1; }
late() { [ "$(date +%s)" -ge "$deadline" ]; }
# CLUSTER MEET wants a number, not a name
number() { getent hosts "${1%:*}" | awk '{print $1; exit}'; }

for node in $NODES; do
  until [ "$(ask "$node" ping 2>/dev/null)" = PONG ]; do
    late && die "$node does not answer"
    sleep 1
  done
done
for node in $NODES; do
  for other in $NODES; do
    [ "$node" = "$other" ] || ask "$node" cluster meet "$(number "$other")" "${other#*:}" >/dev/null
  done
done
