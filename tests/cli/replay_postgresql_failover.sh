# The helper for PostgreSQL with real servers: what it calls fresh is fresh once, whatever becomes of the
# server. PTKT_ROUNDS sets how often a primary is killed; by default few, for every change.
# shellcheck shell=bash
. "$(dirname "$0")/lib.sh"
needs python3 setpriv
. "$(dirname "$0")/postgresql.bash"
rounds=${PTKT_ROUNDS:-2}

drive() { python3 "$here/replay_driver.py" "$replay_helper" "$@"; }
# start_load SERVER: what is fresh goes to the file accepted; $load is the process.
start_load() {
    python3 "$here/replay_driver.py" "$replay_helper" load "$(url "$1")" accepted &
    load=$!
    await_accepted
}
stop_load() {
    kill "$load"
    wait "$load"
}
group() { printf 'group %064d\n' 1; }
await_accepted() {
    local i
    for ((i = 0; i < 500; i++)); do
        [ -s accepted ] && return
        sleep 0.02
    done
    fail 'nothing was accepted'
}
expect_all() { grep -qxF -- "$1" out || fail "expected: $1"; }

pg_make a
pg_start a
pg_standby b a
pg_start b
await_standby a
group | run "$replay_helper" init "$(url a)"
expect_status 0

# One ticket at two helpers at once: fresh at one of them, each time.
run drive same "$(url a)" "$(url a)" $((rounds * 50))
expect_out "fresh $((rounds * 50))"

# The same groups, one forwards and one backwards: nobody waits for the other for ever.
run drive opposite "$(url a)" $((rounds * 10))
expect_out "fresh $((rounds * 640)) used $((rounds * 640)) unknown 0"

# The connection is cut in the midst of everything that is said on it.
mkdir pg/relay
run drive cuts "$(url a)" "$work/pg/relay" $((rounds >= 100 ? 1 : 97))
grep -q '^wrong 0 ' out || fail 'a cut connection made a ticket good twice'
for seen in "('unknown', 'fresh')" "('unknown', 'used')"; do expect_out_has "$seen"; done

# A standby that does not answer: nothing is fresh until it does.
walreceiver=$(ps -o pid=,args= --ppid "$(pg_pid b)" | awk '/walreceiver/ { print $1 }')
kill -STOP "$walreceiver"
run drive ask "$(url a)" 20
expect_out 'fresh 0 used 0 unknown 20'
kill -CONT "$walreceiver"
await_standby a
run drive ask "$(url a)" 20
expect_out 'fresh 20 used 0 unknown 0'

# The names of the standbys are emptied while a helper is connected, and set again.
mkfifo questions
"$replay_helper" "$(url a)" <questions >answers &
exec 8>questions
group >&8
ask_one() { printf '%s %s %064x\n' "$1" $(($(date +%s) / 600)) "$((RANDOM * 32768 + RANDOM))" >&8; }
await_answer() {
    local i
    for ((i = 0; i < 500; i++)); do grep -q "^$1 " answers && break; sleep 0.02; done
    grep "^$1 " answers
}
ask_one 1
expect_equal "$(await_answer 1)" '1 fresh'
pg_sql a "alter system set synchronous_standby_names = ''"
pg_sql a 'select pg_reload_conf()' >/dev/null
await_sql a 'show synchronous_standby_names' ''
ask_one 2
expect_equal "$(await_answer 2)" '2 unknown'
grep -q '^away synchronous_standby_names is empty' answers || fail 'why was not said'
pg_sql a "alter system set synchronous_standby_names = '*'"
pg_sql a 'select pg_reload_conf()' >/dev/null
for ((i = 0; i < 200; i++)); do tail -n 1 answers | grep -q '^ready ' && break; sleep 0.05; done
ask_one 3
expect_equal "$(await_answer 3)" '3 fresh'
exec 8>&-

# fail_over FROM TO: the standby takes over, and has somebody who keeps its log.
fail_over() {
    pg_kill "$1"
    pg_promote "$2"
    pg_receiver "$2" "log-$2-$((++era))"
    await_standby "$2"
}
# replace OLD BY: a new standby in place of the server that was killed.
replace() {
    as_pg rm -rf "$work/pg/$1"
    pg_standby "$1" "$2"
    pg_start "$1"
    pg_sql "$2" "select pg_terminate_backend(pid) from pg_stat_replication
        where application_name = 'pg_receivewal'" >/dev/null
    await_sql "$2" "select count(*) from pg_stat_replication where sync_state in ('sync', 'quorum')
        and application_name = '$1'" 1
}
era=0

# The primary is killed at any moment under load, and the synchronous standby promoted: what was fresh
# before is not fresh after.
primary=a
standby=b
accepted_in_all=0
for ((round = 0; round < rounds; round++)); do
    start_load $primary
    sleep "0.$((RANDOM % 9))$((RANDOM % 10))"
    fail_over $primary $standby
    stop_load
    accepted_in_all=$((accepted_in_all + $(wc -l <accepted)))
    run drive present "$(url $standby)" accepted
    expect_all "fresh 0 used $(wc -l <accepted) unknown 0"
    rm accepted
    replace $primary $standby
    was=$primary
    primary=$standby
    standby=$was
done
[ "$accepted_in_all" -gt 0 ] || fail 'nothing was accepted before the primary was killed'

# Everything is cancelled fifty times a second while the standby is cut off; then it is promoted. The
# control believes a statement that succeeds, as many programs do, and shows that this test sees it.
pg_sql $standby "alter system set primary_conninfo = ''"
start_load $primary
pg_sql $standby 'select pg_reload_conf()' >/dev/null
while kill -0 "$load" 2>/dev/null; do
    printf 'select pg_cancel_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()
        and backend_type = %s \\watch 0.02\n' "'client backend'"
    sleep 3
done | as_pg timeout 8 "$pg_bin/psql" -h "$work/pg/$primary" -U postgres -XqAt >/dev/null 2>&1 &
cancels=$!
slot=$(($(date +%s) / 600))
control=$(printf '%064x' 424242)
insert="insert into ptkt.used values ($slot, '\\x$control') on conflict do nothing"
await_sql $primary 'select count(*) from pg_stat_replication' 0
last='the control'
# Cancelled before it waits for the standby it is an error; the first that is cancelled while it waits succeeds.
status=1
for ((i = 0; i < 200 && status != 0; i++)); do
    as_pg timeout 20 "$pg_bin/psql" -h "$work/pg/$primary" -U postgres -XAt -c "$insert" >out 2>err
    status=$?
done
expect_status 0
expect_out 'INSERT 0 1'
wait "$cancels"
fail_over $primary $standby
stop_load
run drive present "$(url $standby)" accepted
expect_all "fresh 0 used $(wc -l <accepted) unknown 0"
run pg_sql $standby "$insert returning 'again'"
expect_out 'again'
replace $primary $standby

# The standby is promoted while the old primary still runs, cut off: that one accepts nothing.
was=$primary
primary=$standby
standby=$was
pg_promote $standby
run drive ask "$(url $primary)" 10
expect_out 'fresh 0 used 0 unknown 10'
pg_receiver $standby last-log
await_standby $standby
run drive ask "$(url $standby)" 10
expect_out 'fresh 10 used 0 unknown 0'
# With both in the URL the second is found, also when the first is silent.
run drive ask "$(url $primary $standby)" 10
expect_out 'fresh 10 used 0 unknown 0'
kill -STOP "$(pg_pid $primary)"
run drive ask "$(url $primary $standby)" 10
kill -CONT "$(pg_pid $primary)"
expect_out 'fresh 10 used 0 unknown 0'

# A silent server: whatever is asked is unknown at once, also while the next try to connect is under way.
kill -STOP "$(pg_pid $primary)"
run drive away "$(url $primary)" 5
kill -CONT "$(pg_pid $primary)"
expect_out 'at once'
