#!/bin/sh
# Makes one cluster of the nodes: half primaries, half replicas. A node that came back empty becomes a replica again;
# what is there already is left alone, so it may be repeated and goes on where an earlier run broke off.
# NODES: "host:port …"; REDISCLI_AUTH: their password; PATIENCE: seconds for each wait (120)
set -eu
. "$(dirname "$0")/meet.sh"
count=$(echo "$NODES" | wc -w)
primaries=$((count / 2))

# until MESSAGE COMMAND…: repeats the command once a second until it succeeds
until_true() {
  message=$1; shift
  deadline=$(($(date +%s) + ${PATIENCE:-120}))
  until "$@"; do
    late && die "$message"
    sleep 1
  done
}
knows_all() {
  for node in $NODES; do
    [ "$(ask "$node" cluster nodes | grep -vc -e fail -e handshake -e noaddr)" -ge "$count" ] || return 1
  done
}
is_whole() {
  for node in $NODES; do
    ask "$node" cluster info | grep -q 'cluster_state:ok' || return 1
  done
}
until_true "the nodes do not find each other" knows_all

first=${NODES%% *}
if ! ask "$first" cluster info | grep -q 'cluster_slots_assigned:16384'; then
  n=0
  for node in $NODES; do
    [ $n -lt $primaries ] || break
    said=$(ask "$node" cluster addslotsrange $((16384 * n / primaries)) $((16384 * (n + 1) / primaries - 1)) 2>&1)
    case $said in OK | *"already busy"*) ;; *) die "$node takes no slots: $said" ;; esac
    n=$((n + 1))
  done
fi

# every primary without slots becomes a replica of the primary that has the fewest
seen() { ask "$1" cluster nodes | grep -v -e fail -e handshake -e noaddr; }
slots_seen() { [ "$(seen "$1" | awk '$3 ~ /master/ && NF > 8' | wc -l)" -ge $primaries ]; }
for node in $NODES; do
  seen "$node" | awk '$3 ~ /myself,master/ && NF <= 8 {found = 1} END {exit !found}' || continue
  until_true "$node does not see who has which slots" slots_seen "$node"
  target=$(seen "$first" | awk '$3 ~ /master/ && NF > 8 {n[$1] += 0} $3 ~ /slave/ {n[$4]++} END {for (id in n) print n[id], id}' \
    | sort -n | awk '{print $2; exit}')
  said=$(ask "$node" cluster replicate "$target" 2>&1)
  [ "$said" = OK ] || die "$node does not become a replica: $said"
  mine=$(ask "$node" cluster myid)
  noted() { seen "$first" | grep -q "^$mine .*slave"; }
  until_true "$node is not seen as a replica" noted
done
until_true "the cluster is not whole" is_whole
echo "redis: $count nodes form a cluster"
