#!/bin/bash
# The servers of bench_imscon_replay: a primary that waits for its standby, both on this machine, both durable.
set -u
bench=$1
cd "$(dirname "$0")/../cli" || exit 70
. ./lib.sh
. "$here/postgresql.bash"
pg_make a
pg_settings a 'fsync = on' 'max_connections = 100'
pg_start a
pg_standby b a
pg_start b
await_standby a
"$bench" "$(url a b)" "$work/pg/a" "$pg_bin/pgbench" "$(pg_sql b 'select pid from pg_stat_wal_receiver')"
status=$?
[ "$failures" -eq 0 ] && exit "$status"
