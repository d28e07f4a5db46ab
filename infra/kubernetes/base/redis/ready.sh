#!/bin/sh
# A node is ready when it serves its part of a whole cluster; a replica, when it is in step with its primary.
set -eu
redis-cli cluster info | grep -q 'cluster_state:ok'
redis-cli info replication | grep -q -e 'role:master' -e 'master_link_status:up'
