# PostgreSQL servers of a test's own: as nobody's service, on sockets in the test's directory, never as root.
# shellcheck shell=bash
# A server is a name; its data are in pg/NAME/data, its socket in pg/NAME. `url NAME...` is how a client
# reaches it.

# The newest that is installed; without one the test is left out.
pg_bin=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
# shellcheck disable=SC2154  # of lib.sh
if [ ! -x "$pg_bin/initdb" ] || [ ! -x "$(dirname "$(command -v ptkt-verify)")/../libexec/ptkt/replay-postgresql" ]; then
    echo 'PostgreSQL, or libpq at the build, is not installed: not tested'
    exit 77
fi
# shellcheck disable=SC2034  # for the tests
replay_helper=$(dirname "$(command -v ptkt-verify)")/../libexec/ptkt/replay-postgresql
# shellcheck disable=SC2154  # of lib.sh
chmod 711 "$work"
mkdir pg
pg_as=()
if [ "$(id -u)" -eq 0 ]; then
    pg_as=(setpriv --reuid=postgres --regid=postgres --clear-groups)
    chown postgres pg
fi

# What a test has open is not a server's.
as_pg() { (cd / && exec "${pg_as[@]}" env -u LC_ALL LC_ALL=C "$@" 7>&- 8>&- 9>&-); }

# pg_settings NAME [LINE...]: more settings, the later ones count.
pg_settings() {
    local name=$1
    shift
    printf '%s\n' "$@" | as_pg tee -a "$work/pg/$name/data/postgresql.auto.conf" >/dev/null
}

# pg_make NAME: a new server, which waits for a standby named after it: NAME-standby.
pg_make() {
    as_pg mkdir -p "$work/pg/$1"
    as_pg "$pg_bin/initdb" -D "$work/pg/$1/data" -U postgres -A trust -N --no-locale -E UTF8 >/dev/null
    pg_settings "$1" "listen_addresses = ''" "unix_socket_directories = '$work/pg/$1'" \
        'shared_buffers = 16MB' 'max_wal_senders = 8' 'max_connections = 60' 'wal_keep_size = 64MB' \
        'autovacuum = off' 'fsync = off' 'wal_receiver_status_interval = 1s' \
        "wal_retrieve_retry_interval = 100ms" "synchronous_standby_names = '*'"
}

# pg_standby NAME OF: a standby of that server, not yet started.
pg_standby() {
    as_pg mkdir -p "$work/pg/$1"
    as_pg "$pg_bin/pg_basebackup" -h "$work/pg/$2" -U postgres -D "$work/pg/$1/data" -c fast -X stream -R \
        >/dev/null
    pg_settings "$1" "unix_socket_directories = '$work/pg/$1'" \
        "primary_conninfo = 'host=$work/pg/$2 user=postgres application_name=$1'"
}

pg_start() {
    as_pg "$pg_bin/pg_ctl" -D "$work/pg/$1/data" -l "$work/pg/$1/log" -w -t 60 start >/dev/null ||
        { cat "$work/pg/$1/log" >&2; return 1; }
}
pg_stop() { as_pg "$pg_bin/pg_ctl" -D "$work/pg/$1/data" -m immediate -w stop >/dev/null 2>&1; }
pg_pid() { as_pg head -n 1 "$work/pg/$1/data/postmaster.pid"; }
# As a machine that is switched off: the postmaster and everything that it has started.
pg_kill() {
    local main
    main=$(pg_pid "$1")
    # shellcheck disable=SC2046  # a list of process numbers
    kill -9 "$main" $(ps -o pid= --ppid "$main") 2>/dev/null
    # Its shared memory goes when the last has gone.
    while kill -0 "$main" 2>/dev/null; do sleep 0.02; done
    as_pg rm -f "$work/pg/$1/data/postmaster.pid"
}
pg_promote() { as_pg "$pg_bin/pg_ctl" -D "$work/pg/$1/data" -w -t 60 promote >/dev/null; }
pg_sql() {
    local name=$1
    shift
    as_pg "$pg_bin/psql" -h "$work/pg/$name" -U postgres -XqAt -v ON_ERROR_STOP=1 -c "$*"
}
# await_sql NAME QUERY VALUE: until that is what the query gives.
await_sql() {
    local i
    for ((i = 0; i < 600; i++)); do
        [ "$(pg_sql "$1" "$2" 2>/dev/null)" = "$3" ] && return
        sleep 0.05
    done
    fail "$1 never came to $3: $2"
    return 1
}
await_standby() {
    await_sql "$1" "select count(*) > 0 from pg_stat_replication where state = 'streaming'
        and sync_state in ('sync', 'quorum')" t
}
# pg_receiver OF DIR: whoever writes the log of a server down is a synchronous standby of it as well.
pg_receiver() {
    as_pg mkdir -p "$work/pg/$2"
    as_pg "$pg_bin/pg_receivewal" -h "$work/pg/$1" -U postgres -D "$work/pg/$2" --synchronous -n \
        >/dev/null 2>&1 &
}
url() {
    local hosts='' name
    for name; do hosts="$hosts${hosts:+,}$work/pg/$name"; done
    echo "postgresql:///postgres?user=postgres&host=$hosts"
}

# Everything is stopped with the test, in whatever way it ends.
pg_finish() {
    local data
    for data in "$work"/pg/*/data; do
        [ -d "$data" ] && as_pg "$pg_bin/pg_ctl" -D "$data" -m immediate stop >/dev/null 2>&1
    done
}
# shellcheck disable=SC2154,SC2317  # code is set where it is used
trap 'code=$?; pg_finish; (exit $code); finish' EXIT
