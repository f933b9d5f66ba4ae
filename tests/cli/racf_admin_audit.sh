#!/bin/bash
# The audit log: its chain, its rotation, the records that a sign-on, a revocation and a ticket leave, and
# the forms in which other programs read them.
. "$(dirname "$0")/lib.sh"

needs python3
two_installations
ra() { run racf-admin --store receiver "$@"; }
ticket=(-u USER0002 -a APPLI2I)
fresh() { ptkt-gen --store sender "${ticket[@]}" --at "$1"; }

# Too many failures in a row: the last has a record of the revocation beside its own.
racf-admin --store receiver 'SETROPTS PASSWORD(REVOKE(3))' >/dev/null
for _ in 1 2 3 4; do
    ptkt-verify --store receiver "${ticket[@]}" ABCDEFGH >/dev/null
done
ra audit --event revocation
expect_out_has 'revocation  USER0002  failures: as many failures in a row as SETROPTS PASSWORD(REVOKE) allows'
expect_equal "$(wc -l <out)" 1
expect_out_has 'from command line'
ra audit --event revocation --field peer
expect_out 'command line'
ra audit --event revocation --field v
expect_out 1
ra audit --event revocation --field smf_qualifier
expect_out 7
ra audit --event revocation --reason failures --field appl
expect_out APPLI2I
racf-admin --store receiver 'ALTUSER USER0002 RESUME' >/dev/null

# Inactivity: at the first sign-on that comes too late, and only then.
ptkt-verify --store receiver "${ticket[@]}" "$(ptkt-gen --store sender "${ticket[@]}")" >/dev/null
racf-admin --store receiver 'SETROPTS INACTIVE(30) INITSTATS' >/dev/null
for _ in 1 2; do
    ptkt-verify --store receiver "${ticket[@]}" --at +40d "$(fresh +40d)" >/dev/null
done
ra audit --event revocation --reason inactive --field user
expect_out USER0002

# The account of the system, and who is on record for keys.
ra audit --event signon --field uid
expect_equal "$(sort -u out)" "$(id -u)"
SUDO_USER=kim racf-admin --store receiver key generate ONE.KEY
ra audit --event key --field sudo_user
expect_equal "$(tail -1 out)" kim
ra audit --event key --user IBMUSER
expect_out_has ONE.KEY
ra key generate TWO.KEY --as USER0002
expect_status 0
ra audit --event key --user USER0002
expect_out_has TWO.KEY
ra key generate THREE.KEY --as NOBODY
expect_status 66
expect_err_has 'user NOBODY is not defined'
racf-admin --store receiver rotate APPLI2I --as USER0002 2>/dev/null
ra audit --event rotation --field user
expect_equal "$(sort -u out)" USER0002

# That a key has left the store in clear is on record, without the key.
ra rotate APPLI2I --emit racf --as USER0002 -o job.racf
expect_status 0
ra audit --event rotation --json
expect_equal "$(tail -1 out | grep -c '"user":"USER0002","action":"emit"')" 1
expect_equal "$(tail -1 out | grep -c '"detail":"the key is written out in clear, to job.racf"')" 1
key=$(grep -oE '[0-9A-F]{16}' job.racf)
! grep -q "${key:?}" receiver/audit.jsonl || fail 'the key stands in the audit log'

# Tickets are on record once the store says so, by whichever option their moment is given.
run racf-admin --store sender audit --event ticket-made
expect_no_output
run racf-admin --store sender audit --tickets on
expect_status 0
expect_silence
run ptkt-gen --store sender "${ticket[@]}" --at -1h
made=$(cat out)
run racf-admin --store sender audit --event ticket-made --since -1m
expect_out_has 'USER0002  APPLI2I'
expect_out_has '(SMF 82/0)'
! grep -q "$made" sender/audit.jsonl || fail 'a ticket stands in the audit log'
printf 'USER0002 APPLI2I\nUSER0002 APPLI2I @1795341600\n' | ptkt-gen --store sender --batch >/dev/null
run racf-admin --store sender audit --event ticket-made --field type
expect_equal "$(wc -l <out)" 3
chmod 500 sender
if [ "$(id -u)" -ne 0 ]; then
    chmod 400 sender/audit.head
    run ptkt-gen --store sender "${ticket[@]}"
    expect_no_output
    chmod 600 sender/audit.head
fi
chmod 700 sender
run racf-admin --store sender audit --tickets off
ptkt-gen --store sender "${ticket[@]}" >/dev/null
run racf-admin --store sender audit --event ticket-made --field type
expect_equal "$(wc -l <out)" 3

# Times have parts of a second, in order, unless the moment was given. Filters compare whole seconds.
racf-admin --store receiver 'LISTUSER USER0002' >/dev/null
ra audit --event command --field time
LC_ALL=C sort -c out || fail 'the records are not in order'
newest=$(tail -1 out)
[[ $newest =~ ^20[0-9-]{8}T[0-9:]{8}\.[0-9]{6}Z$ ]] || fail "no parts of a second: $newest"
second=${newest%%.*}Z
ra audit --event command --since "$second" --until "$second" --field time
expect_out_has "$newest"
ra audit --event command --since "$newest" --field time
expect_out_has "$newest"
ra audit --event command --until "$(date -u -d "${second/T/ } 1 second ago" +%FT%TZ)" --field time
! grep -q "^${second%Z}" out || fail 'a record of a later second'
ra audit --event revocation --reason inactive --field time
! grep -q '[.]' out || fail 'a given moment has parts of a second'
ra audit --field uid
! grep -q '^$' out || fail 'a record without the account of the system'

# IRRADU00, read by its documented columns.
ra audit --format irradu00
expect_status 0
cp out unloaded
unload() { run python3 "$here/irradu00.py" unloaded "$@"; }
unload EVENT_TYPE EVENT_QUAL VIOLATION USER_NDFND EVT_USER_ID
expect_status 0
expect_out_has $'JOBINIT\tSUCCESSI\tNO\tNO\tUSER0002'
expect_out_has $'JOBINIT\tINVPSWD\tYES\tNO\tUSER0002'
expect_out_has $'ALTUSER\tSUCCESS\tNO\tNO\tIBMUSER'
expect_equal "$(grep -c '^JOBINIT.REVKAUTO.YES.NO.USER0002$' out)" 1
expect_equal "$(grep -c '^RDEFINE' out)" "$(racf-admin --store receiver audit --event command --json |
    grep -c '"command":"RDEF[A-Z]* .*"rc":[04],')"
unload EVENT_QUAL APPL PTOEVAL PSUCC LOGSTR
expect_out_has $'SUCCESSI\tAPPLI2I\tYES\tYES\tPEER=command line REASON=ok'
expect_out_has $'INVPSWD\tAPPLI2I\tYES\tNO\tPEER=command line REASON=malformed'
expect_out_has $'REVKAUTO\tAPPLI2I\tNO\tNO\tPEER=command line REASON=failures'
unload EVENT_TYPE DATE_WRITTEN TIME_WRITTEN
expect_equal "$(sed -n 's/^JOBINIT.\(.*\).\(........\)$/\1T\2/p' out)" \
    "$(racf-admin --store receiver audit --json | sed -n '/"smf_event":1,/s/.*"time":"\([^"Z.]*\).*/\1/p')"
racf-admin --store sender audit --format irradu00 --event ticket-made >unloaded
unload EVENT_TYPE EVENT_QUAL EVT_USER_ID APPL USER
maker=$(racf-admin --store sender audit --event ticket-made --field login | sort -u | cut -c1-8 | tr a-z A-Z)
expect_equal "$(sort -u out)" $'PTCREATE\tSUCCESS\t'"$maker"$'\tAPPLI2I\tUSER0002'
# What breaks the layout would be found.
sed 's/^\(.\{280\}\) /\1x/' unloaded >broken
run python3 "$here/irradu00.py" broken EVENT_TYPE
expect_status 1

# ICH408I for syslog and the journal.
ra audit --format syslog --decision rejected --reason malformed
expect_out_has ' - ptkt - ICH408I [ptkt@32473 '
expect_out_has ' user="USER0002" appl="APPLI2I" decision="rejected" reason="malformed"'
expect_out_has '] ICH408I USER(USER0002) GROUP(        ) NAME(####################) LOGON/JOB INITIATION - INVALID PASSWORD'
expect_equal "$(grep -c '^<84>1 ' out)" "$(wc -l <out)"
ra audit --format journal --event revocation --reason failures
expect_out_has 'MESSAGE=ICH408I USER(USER0002)'
expect_out_has 'PTKT_USER=USER0002'
expect_equal "$(tail -1 out)" ''
ra audit --format syslog --json
expect_status 64
# Every entry reaches the journal by the command of the manual. The logger here only shows what it takes.
if printf 'MESSAGE=x\n' | logger --no-act --stderr --journald >/dev/null 2>&1; then
    command=$(sed -n '/^\t    awk -v RS=/s/^\t *//p' "$here/../../man/racf-admin.1.scd")
    [ -n "$command" ] || fail 'the manual shows no command for the journal'
    ra audit --format journal
    entries=$(grep -c '^MESSAGE=' out)
    [ "$entries" -gt 2 ] || fail "only $entries entries"
    bash -c "${command/logger --/logger --no-act --stderr --}" <out >taken 2>&1
    expect_equal "$(grep -c '^MESSAGE=' taken)" "$entries"
fi

# Filters that no record passes together are refused.
for filters in '--event command --decision accepted' '--event signon --reason failures' \
    '--event revocation --reason expired' '--reason inactive --decision rejected' '--event key --appl APPLI2I' \
    '--event signon-left-out --user USER0002' '--event command --reason expired' \
    '--decision accepted --reason expired' '--since 2026-01-02 --until 2026-01-01'; do
    # shellcheck disable=SC2086  # words
    ra audit $filters
    expect_status 64
    expect_no_output
done
ra audit --event explained --reason expired
expect_status 0
ra audit --event revocation --reason failures --user USER0002 --appl APPLI2I
expect_status 0
expect_out_has revocation

# The log of an earlier version has whole seconds and no chain; it is read, and verified from here on.
racf-admin --store old init
printf '{"time":"2025-11-22T10:00:00Z","event":"command","user":"OLDUSER","command":"LISTUSER A","rc":0}\n' \
    >old/audit.jsonl
racf-admin --store old 'LISTUSER IBMUSER' >/dev/null
run racf-admin --store old audit --since 2025-11-22T10:00:00Z --until 2025-11-22T10:00:00Z
expect_out '2025-11-22T10:00:00Z  command  OLDUSER  rc 0  LISTUSER A'
run racf-admin --store old audit --verify
expect_status 0
expect_out_has '1 records before them have no hashes of their own'
sed -i 's/OLDUSER/NEWUSER/' old/audit.jsonl
run racf-admin --store old audit --verify
expect_status 8

# The chain holds over a rotation; a removed line, a changed one and a cut-off end are found.
ra audit --verify
expect_status 0
head=$(racf-admin --store receiver audit --head)
mv receiver/audit.jsonl receiver/audit.jsonl-20260102
racf-admin --store receiver 'LISTUSER USER0002' >/dev/null
ra audit --verify --expect "$head"
expect_status 0
expect_out_has 'in 2 files are as they were written'
ra audit --event revocation --field user
expect_equal "$(wc -l <out)" 2
cp -a receiver kept
sed -i '3s/"uid":/"uid":1/' receiver/audit.jsonl-20260102
ra audit --verify
expect_status 8
expect_out_has 'audit.jsonl-20260102:4'
ra check
expect_status 8
expect_out_has 'file audit.jsonl-20260102'
rm -r receiver && cp -a kept receiver
sed -i 2d receiver/audit.jsonl-20260102
ra audit --verify
expect_out_has 'record 2 is missing'
rm -r receiver && cp -a kept receiver
: >receiver/audit.jsonl
ra audit --verify
expect_out_has 'the end is cut off'
rm receiver/audit.head
ra audit --verify
expect_status 8
gzip receiver/audit.jsonl-20260102
ra audit
expect_err_has 'is compressed, and is not read'

# When the oldest file is removed, nothing covers a line that is put before the rest; how much is missing is
# said. A directory with the log's name hides no record.
racf-admin --store lines init
for file in 20260101 20260102 now; do
    racf-admin --store lines 'LISTUSER IBMUSER' >/dev/null
    [ "$file" = now ] || mv lines/audit.jsonl "lines/audit.jsonl-$file"
done
newest_head=$(racf-admin --store lines audit --head)
rm lines/audit.jsonl-20260101
run racf-admin --store lines audit --verify --expect "$newest_head"
expect_status 0
expect_out_has 'record 1 is not here: 1 earlier file is missing'
mkdir lines/audit.jsonl.d
run racf-admin --store lines audit --event command --field rc
expect_out $'0\n0'
expect_err_has 'audit.jsonl.d is not a regular file, and is not read'
rmdir lines/audit.jsonl.d
sed -i '1i {"event":"signon","time":"2026-01-02T00:00:00Z","decision":"accepted"}' lines/audit.jsonl-20260102
run racf-admin --store lines audit --verify --expect "$newest_head"
expect_status 8
expect_out_has $'audit.jsonl-20260102:1\tis not a record of the chain, and no record that is here covers it'

# A command of any length leaves a record that is read again; so do longer ones of earlier versions.
racf-admin --store long init
printf 'LISTUSER (%s)\n' "$(seq -f 'U%06.0f' -s ' ' 0 8999)" | fold -s -w 200 | sed '$!s/$/-/' >long.racf
racf-admin --store long -f long.racf >/dev/null 2>&1
racf-admin --store long 'LISTUSER IBMUSER' >/dev/null
run racf-admin --store long audit --event command --field rc
expect_status 0
expect_equal "$(wc -l <out)" 2
run racf-admin --store long audit --event command --field command_length
length=$(head -1 out)
[ "$length" -gt 65536 ] || fail "the command is only $length bytes long"
run racf-admin --store long audit --event command
expect_out_has "... ($length bytes)"
expect_equal "$(head -1 out | grep -c '  LISTUSER (U000000 U000001 ')" 1
expect_equal "$(awk 'length > 65536' long/audit.jsonl)" ''
run racf-admin --store long audit --verify
expect_status 0
python3 -c 'print("{\"event\":\"command\",\"command\":\"" + 100000 * "x" + "\",\"rc\":0}")' >long/audit.jsonl-20250101
run racf-admin --store long audit --event command --field rc
expect_status 0
expect_equal "$(wc -l <out)" 3

# What was left out is counted, in the line for people and in what other programs show of it.
racf-admin --store few init
printf '%s%s\n' '{"v":1,"event":"signon-left-out","time":"2026-01-02T00:00:10Z","since":"2026-01-02T00:00:00Z",' \
    '"count":12,"reasons":{"expired":5,"wrong-key":7}}' >few/audit.jsonl
run racf-admin --store few audit
expect_out '2026-01-02T00:00:10Z  signon-left-out  12 since 2026-01-02T00:00:00Z: expired 5, wrong-key 7'
run racf-admin --store few audit --format journal
expect_out_has '12 since 2026-01-02T00:00:00Z: expired 5, wrong-key 7'
