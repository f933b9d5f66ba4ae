# Two receivers that share the used tickets by PostgreSQL. PTKT_ROUNDS sets how many tickets are presented to
# both at once; by default few, for every change.
# shellcheck shell=bash
. "$(dirname "$0")/lib.sh"
needs python3 setpriv
. "$(dirname "$0")/postgresql.bash"
rounds=${PTKT_ROUNDS:-10}
clients() { python3 "$here/replay_clients.py" "$@"; }
# As late as leaves a second for each ticket: a slow machine must not let them expire.
moment=$(($(date +%s) - (rounds < 450 ? rounds + 50 : 500)))
# tickets N: new ones, a line each.
tickets() {
    local i
    for ((i = 1; i <= $1; i++)); do
        echo "USER0002 APPLI2I @$((moment + i))"
    done | ptkt-gen --store sender --batch | cut -f 4 >tickets
    moment=$((moment + $1))
}

# await_answer ANSWER: of a ticket that nobody has used, once the table is asked again.
await_answer() {
    local i
    for ((i = 0; i < 100; i++)); do
        tickets 1
        run clients 1 "$port" <tickets
        [ "$(cat out)" = '0 78' ] || break
        sleep 0.1
    done
    expect_out "$1"
}

two_installations
sed 's/IMSBAPPL/APPLI2I/' "$samples/HWSCFGR1" >HWSCFGR1
racf-admin --store receiver >/dev/null <<'COMMANDS'
RALTER PTKTDATA APPLI2I.USER0002 NOAPPLDATA
SETROPTS RACLIST(PTKTDATA) REFRESH
COMMANDS
racf-admin --store receiver replay future 2s
# Long ago: tickets of a wider setting would count still.
touch -d '11 minutes ago' receiver/replay.toml
pg_make a
pg_settings a 'fsync = on'
pg_start a
pg_standby b a
url=$(url a b)

# Nothing is begun with an engine that does not protect, or has no table, or with a password for all to see.
run racf-admin --store receiver replay check "$url"
expect_status 78
expect_err_has 'no group key'
run racf-admin --store receiver replay init 'postgresql://ptkt:PASSWORD@db/ptkt'
expect_status 64
expect_err_has 'must not have a password'
! grep -q PASSWORD err || fail 'the password is shown'
run racf-admin --store receiver replay init nonsense
expect_status 64
run racf-admin --store receiver replay init 'oracle://db'
expect_status 66
pg_settings a "synchronous_standby_names = ''"
pg_sql a 'select pg_reload_conf()' >/dev/null
run racf-admin --store receiver replay init "$url"
expect_status 0
run imscon-recv -m HWSCFGR1 --store receiver --listen 127.0.0.1:0 --replay "$url"
expect_status 69
expect_err_has 'synchronous_standby_names is empty'
run racf-admin --store receiver replay check "$url"
expect_status 8
expect_out_has 'synchronous_standby_names is empty'
pg_settings a "synchronous_standby_names = '*'"
pg_sql a 'select pg_reload_conf()' >/dev/null
pg_start b
await_standby a
run racf-admin --store receiver replay check "$url"
expect_status 4
expect_out_has 'there is one standby'
run racf-admin --store receiver replay init "$url" --field nonsense
expect_status 64
run racf-admin --store receiver replay init "$url" --json
expect_status 0
expect_out_has '"event":"replay"'
expect_out_has '"action":"init"'
run racf-admin --store receiver replay check "$url" --field nonsense
expect_status 64
run racf-admin --store receiver replay status "$url" --field protects
expect_out yes

# Receivers with another group key would never know of each other's tickets.
copy_store() {
    cp -r receiver "$1"
    racf-admin --store "$1" replay accept-loss 2>/dev/null
}
copy_store stranger
racf-admin --store stranger key delete PTKT.REPLAY.GROUP 2>/dev/null
racf-admin --store stranger key generate PTKT.REPLAY.GROUP 2>/dev/null
run imscon-recv -m HWSCFGR1 --store stranger --listen 127.0.0.1:0 --replay "$url"
expect_status 69
expect_err_has 'another group key'

# One ticket at both receivers at once, by many clients each: accepted once.
copy_store other
start_receiver -m HWSCFGR1 --store other --replay "$url"
first=$receiver first_port=$port first_talk=$receiver_talk
cp recv.err first.err
receiver_output=recv.out start_receiver -m HWSCFGR1 --store receiver --replay "$url" --metrics metrics
# An address that has signed on once is never held back.
tickets 2
run clients 1 "$first_port" <<<"$(head -n 1 tickets)"
expect_out 1
run clients 1 "$port" <<<"$(tail -n 1 tickets)"
expect_out 1
tickets "$rounds"
run clients 32 "$first_port" "$port" <tickets
expect_status 0
expect_equal "$(sort -u out)" '1 40'
expect_equal "$(wc -l <out)" "$rounds"

# A ticket that ptkt-verify has used is used for both, and the other way round.
tickets 2
ticket=$(head -n 1 tickets)
run ptkt-verify --store other --replay "$url" -u USER0002 -a APPLI2I --at "@$moment" -- "$ticket"
expect_status 0
run clients 1 "$first_port" "$port" <<<"$ticket"
expect_out '0 40'
ticket=$(tail -n 1 tickets)
run clients 1 "$port" <<<"$ticket"
expect_out 1
cp -r receiver third
rm -f third/replay.cache third/replay.lock
racf-admin --store third replay accept-loss 2>/dev/null
run ptkt-verify --store third --replay "$url" -u USER0002 -a APPLI2I -- "$ticket"
expect_status 1
expect_out_has 'used before, at another receiver of the group'
# About what is not valid here nobody is asked, or waited for.
ticket=$(ptkt-gen --store sender -u USER0002 -a APPLI2I --at -2h)
run timeout 9 ptkt-verify --store other --replay "$url" -u USER0002 -a APPLI2I --field reason -- "$ticket"
expect_status 1
expect_out expired

# The standby is away: sign-ons are refused with reason 78, who is trusted goes on, and it comes back by itself.
sender_member member
mkfifo lines
imscon-send --store sender -m member -d IMSB -t PART <lines >sent 2>sent.err &
sending=$!
exec 7>lines
echo before >&7
until grep -q ack sent; do sleep 0.02; done
pg_stop b
await_sql a 'select count(*) from pg_stat_replication' 0
tickets 1
run clients 1 "$port" <tickets
expect_out '0 78'
echo after >&7
for ((i = 0; i < 500; i++)); do [ "$(grep -c ack sent)" -eq 2 ] && break; sleep 0.02; done
expect_equal "$(grep -c ack sent)" 2
for ((i = 0; i < 100; i++)); do grep -q '"event":"replay-away"' recv.out && break; sleep 0.1; done
grep -q '"event":"replay-away"' recv.out || fail 'that the table is away was not said'
pg_start b
await_standby a
for ((i = 0; i < 100; i++)); do grep -q '"event":"replay-ready"' recv.out && break; sleep 0.1; done
grep -q '"event":"replay-ready"' recv.out || fail 'that the table is back was not said'
await_answer 1
exec 7>&-
wait "$sending"

# Yesterday's copy is started as the server: what may have been used since is refused, then all goes on.
pg_stop b
pg_stop a
as_pg cp -r "$work/pg/a/data" "$work/pg/yesterday"
pg_start a
pg_start b
await_standby a
pg_sql a 'create table a_day as select n, repeat(md5(n::text), 4) from generate_series(1, 300000) n'
await_answer 1
pg_stop b
pg_stop a
as_pg rm -rf "$work/pg/a/data" "$work/pg/b"
as_pg mv "$work/pg/yesterday" "$work/pg/a/data"
pg_start a
pg_standby b a
pg_start b
await_standby a
await_answer '0 40'
grep -q '"reason":"replay-unknown"' recv.out || fail 'the epoch rule does not hold'
for ((i = 0; i < 100; i++)); do
    ticket=$(ptkt-gen --store sender -u USER0002 -a APPLI2I)
    run clients 1 "$port" <<<"$ticket"
    [ "$(cat out)" = 1 ] && break
    sleep 0.3
done
expect_out 1
for ((i = 0; i < 80; i++)); do grep -q '^imscon_recv_replay_ready 1' metrics 2>/dev/null && break; sleep 0.1; done
grep -q '^imscon_recv_replay_ready 1' metrics || fail 'the metrics do not show the shared table'
grep -q '^imscon_recv_replay_answers_total{answer="fresh"}' metrics || fail 'the answers are not counted'

kill "$first"
wait "$first" "$first_talk"
stop_receiver
