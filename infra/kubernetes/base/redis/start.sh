#!/bin/sh
# Starts one node. Its address is another after each start: it tells the others, who know it by its id.
set -eu
here=$(dirname "$0")
umask 077
{
  cat "$here/redis.conf" "$here/../sizes/redis-sizes.conf"
  printf 'requirepass "%s"\nmasterauth "%s"\ncluster-announce-ip %s\n' "$REDISCLI_AUTH" "$REDISCLI_AUTH" "$ADDRESS"
} > /run/redis/redis.conf
sh "$here/meet.sh" &
exec redis-server /run/redis/redis.conf
