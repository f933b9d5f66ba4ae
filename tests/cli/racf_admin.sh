#!/bin/bash
# racf-admin as people run it: the commands of the text, and what keeps a store whole.
. "$(dirname "$0")/lib.sh"

run racf-admin --store s init
expect_status 0
expect_no_output
expect_silence
expect_equal "$(stat -c %a s)" 700
expect_equal "$(stat -c %a s/master.key)" 600
run racf-admin --store s init
expect_status 73

# The sender's commands, verbatim.
run racf-admin --store s -f "$samples/seed-sender.racf"
expect_status 0
expect_equal "$(cat err)" "racf-admin: warning: the KEYMASKED key is weak: it is printed in manuals and examples
racf-admin: hint: make a random key of 8 bytes, for example with 'openssl rand -hex 8'"
expect_out 'ICH14063I SETROPTS command complete.
ICH14063I SETROPTS command complete.
ICH10006I RACLISTED PROFILES FOR PTKTDATA WILL NOT REFLECT THE ADDITION(S) UNTIL A SETROPTS REFRESH IS ISSUED.
ICH14063I SETROPTS command complete.'

# The receiver's with the text's own slips: errors at the right places, and the run goes on.
racf-admin --store v init
run racf-admin --store v -v -f "$samples/seed-receiver-verbatim.racf"
expect_status 8
expect_equal "$(grep -c 'IKJ56702I INVALID USERID, USER00' out)" 2
expect_equal "$(grep -c 'IKJ56702I INVALID KEYMASKED VALUE' out)" 2
expect_out_has 'ICH06007I USER0002 NOT DEFINED TO RACF'
expect_out_has 'NO USERS IN ACCESS LIST'
expect_err_has 'seed-receiver-verbatim.racf:8:41: IKJ56702I'

# Standard input, the command line, --echo, --stop-at, JSON; secrets are hidden everywhere.
printf 'ADDUSER KIM PASSWORD(TOPSECRT)\nDELUSER NOBODY\nADDUSER LEE PASSWORD(TOPSECRT)\n' >commands
run racf-admin --store s --echo --stop-at 8 -f commands
expect_status 8
expect_out 'ADDUSER KIM PASSWORD(********)
DELUSER NOBODY
IKJ56702I INVALID USERID, NOBODY'
run racf-admin --store s RLIST PTKTDATA APPLI2I SSIGNON
expect_status 0
! grep -q E001193519561977 out || fail 'a key is listed'
run racf-admin --store s 'ADDUSER BOB PASSWORD(TOPSECRT)'
expect_status 0
expect_err_has 'can be seen by every user of this machine'
run racf-admin --store s --json DELUSER NOBODY
expect_out '{"v":1,"event":"command","command":"DELUSER NOBODY","line":1,"rc":8,"messages":[{"id":"IKJ56702I","text":"INVALID USERID, NOBODY","line":null,"column":null}],"listings":[],"lines":[]}'
! grep -rqE 'TOPSECRT|E001193519561977' s || fail 'a secret stands in a file of the store'
expect_equal "$(grep -c '"event":"command"' s/audit.jsonl)" 9

# Bad input.
run racf-admin --store s -f nowhere
expect_status 66
run racf-admin --store s -f /dev/null
expect_status 0
expect_no_output
run racf-admin --store s NONSENSE X
expect_status 12
expect_out 'IKJ56500I COMMAND NONSENSE NOT FOUND'

# Errors of a file carry their place, but never a line that may hold a secret.
printf 'LISTUSER\n\n RDEFINE APPL X UACC(BAD)\nDELUSER NOBODY\n' >slips
run racf-admin --store s -f slips
expect_status 8
expect_err_has 'slips:3:22: IKJ56702I INVALID UNIVERSAL ACCESS, BAD'
expect_equal "$(tail -n +2 err | head -2)" ' RDEFINE APPL X UACC(BAD)
                     ^^^'
expect_err_has 'slips:4:1: IKJ56702I INVALID USERID, NOBODY'
run racf-admin --store s -q -f slips
expect_silence
printf 'RDEFINE PTKTDATA X SSIGNON(KEYMASKED(E001193519561977)) UACC(BAD)\n' >slips
run racf-admin --store s -v -f slips
expect_err_has 'slips:1:'
! grep -q E001193519561977 out err || fail 'a key is shown'
printf 'RDEFINE PTKTDATA X UACC(BAD) SSIGNON(KEYMASKED(E001193519561977))\n' >slips
run racf-admin --store s -f slips
expect_err_has 'RDEFINE PTKTDATA X UACC(BAD'
! grep -q E001193519561977 out err || fail 'a key behind the slip is shown'
printf 'RDEFINE PTKTDATA X SSIGNON(KEYMASKED(E0011935195619777))\n' >slips
run racf-admin --store s -f slips
! grep -q E00119351956 out err || fail 'a key that is too long is shown'

# What files from z/OS have around their commands.
printf '\357\273\277//RUN EXEC PGM=IKJEFT01\n//SYSTSIN DD DATA,DLM=$$\nRACDCERT LIST\nLISTGRP NONE\n$$\n' >job
run racf-admin --store s -f job
expect_status 4
expect_out 'PTKT020I RACDCERT is not carried out: certificates and key rings have no place here.
ICH51003I NAME NOT FOUND IN RACF DATA SET'
expect_err_has 'job:1: a byte order mark of UTF-8 is passed over'
expect_err_has 'job:1: JCL is passed over'
run racf-admin --store s --json --field line -f job
expect_out '3
4'
printf '%-80s%-80s' 'ADDUSER KIM2 NOPASSWORD' 'ADDGROUP G2' >member
run racf-admin --store s -f member
expect_status 65
expect_no_output
expect_err_has 'member:1: 2 lines of 80 characters are in one'
# JCL in front of them does not pass over what stands in its line.
printf '%-80s' '//RUN EXEC PGM=IKJEFT01' '//SYSTSIN DD *' 'ADDGROUP G2' '/*' >member
run racf-admin --store s -f member
expect_status 65
expect_err_has 'member:1: 4 lines of 80 characters are in one'

head -c 20000 /dev/urandom >noise
run racf-admin --store s -f noise
[ "$status" -le 12 ] || fail 'noise is no commands, and no trouble either'
run racf-admin --store nowhere RLIST APPL A
expect_status 66
if [ "$(id -u)" -ne 0 ]; then
    chmod 500 s/users
    run racf-admin --store s ADDUSER ANN
    expect_status 77
    chmod 700 s/users
fi
run racf-admin --store s -f commands init
expect_status 64

# Sixteen at once: no change is lost.
racf-admin --store s RDEFINE APPL SHARED >/dev/null
pids=''
for i in $(seq 16); do
    for n in $(seq 8); do
        echo "RDEFINE APPL A$i#$n"
        echo "ADDUSER U$i#$n"
        echo "PERMIT SHARED CLASS(APPL) ID(U$i#$n) ACCESS(READ)"
    done >part"$i"
    racf-admin --store s -f part"$i" >/dev/null &
    pids="$pids $!"
done
# shellcheck disable=SC2086  # a list of process numbers
wait $pids
expect_equal "$(find s/profiles/APPL -name 'A*#*.toml' | wc -l)" 128
racf-admin --store s RLIST APPL SHARED AUTHUSER >out
expect_equal "$(grep -c '^U.*READ' out)" 128
expect_equal "$(find s -name '.tmp*' | wc -l)" 0

# Killed at random moments of a stream of changes: what was answered is there, and all is readable.
racf-admin --store s RDEFINE FACILITY BEFORE >/dev/null
for round in $(seq 40); do
    for n in $(seq 50); do
        echo "RDEFINE FACILITY K$round.N$n"
        echo "RLIST FACILITY K$round.N$n"
    done >stream
    racf-admin --store s -f stream >killed.out 2>/dev/null &
    victim=$!
    timeout "0.0$((RANDOM % 9 + 1))" tail --pid=$victim -f /dev/null
    kill -9 $victim 2>/dev/null
    wait $victim 2>/dev/null
    for name in $(sed -n 's/^FACILITY   \(K.*\)/\1/p' killed.out); do
        [ -s "s/profiles/FACILITY/$name.toml" ] || fail "$name was answered and is not there"
    done
done
run racf-admin --store s SEARCH 'CLASS(FACILITY)'
expect_status 0
run racf-admin --store s 'RLIST FACILITY *'
expect_status 0

# A revoked user issues no commands; IBMUSER without --as does, to repair the rest.
racf-admin --store r init
printf '%s\n' 'ADDUSER OPER PASSWORD(X) SPECIAL' 'ALTUSER (OPER IBMUSER) REVOKE' >commands
run racf-admin --store r -f commands
expect_status 0
for user in OPER IBMUSER; do
    run racf-admin --store r --as "$user" 'LISTUSER OPER'
    expect_status 77
    expect_err_has "user $user is revoked, so it cannot issue commands"
done
run racf-admin --store r 'ALTUSER (OPER IBMUSER) RESUME'
expect_status 0
run racf-admin --store r --as OPER 'LISTUSER OPER'
expect_status 0

# Help comes from the table of commands.
run racf-admin help
expect_status 0
expect_out_has 'RDEFINE (RDEF)'
run racf-admin help rdef ssignon keym
expect_status 0
expect_out_has 'KEYMASKED(key)'
racf-admin help RDEFINE >expected
for ask in --help -h; do
    run racf-admin rdef "$ask"
    expect_status 0
    expect_out "$(cat expected)"
done
run racf-admin help nonsense
expect_status 64
expect_err_has 'no RACF command nonsense'

# Who has which access, and why: RACF's return code is the status.
racf-admin --store a init
cat >commands <<'COMMANDS'
ADDUSER KIM
ADDUSER LEE
SETROPTS CLASSACT(FACILITY) GENERIC(FACILITY)
RDEFINE FACILITY BPX.**
PERMIT BPX.** CLASS(FACILITY) ID(KIM) ACCESS(READ)
RDEFINE GLOBAL FACILITY ADDMEM(BPX.DAEMON/READ)
COMMANDS
racf-admin --store a -f commands >/dev/null
run racf-admin access kim facility bpx.daemon --store a
expect_status 0
expect_out "granted: READ to FACILITY BPX.DAEMON, by the user's entry in BPX.**"
run racf-admin --store a access LEE FACILITY BPX.DAEMON
expect_status 8
expect_out 'denied: NONE to FACILITY BPX.DAEMON, by UACC in BPX.**'
run racf-admin --store a access LEE FACILITY IRR.X
expect_status 4
expect_out 'not-protected: no profile covers IRR.X'
racf-admin --store a 'SETROPTS GLOBAL(FACILITY)' >/dev/null
run racf-admin --store a access LEE FACILITY BPX.DAEMON --field by
expect_status 0
expect_out 'the global access table'
racf-admin --store a 'RALTER GLOBAL FACILITY DELMEM(BPX.DAEMON/READ)' >/dev/null
run racf-admin --store a access LEE FACILITY BPX.DAEMON
expect_status 0
racf-admin --store a 'SETROPTS GLOBAL(FACILITY) REFRESH' >/dev/null
run racf-admin --store a access LEE FACILITY BPX.DAEMON --json
expect_status 8
expect_out '{"v":1,"event":"access","user":"LEE","group":"SYS1","class":"FACILITY","resource":"BPX.DAEMON","requested":"READ","decision":"denied","access":"NONE","profile":"BPX.**","by":"UACC","saf_rc":8,"racf_rc":8,"racf_reason":0}'
run racf-admin --store a access NOBODY FACILITY X
expect_status 66
run racf-admin --store a access KIM NONSENSE X
expect_status 64

# Listings as objects, and one field alone.
run racf-admin --store a --json RLIST FACILITY BPX.DAEMON AUTHUSER
expect_out_has '"admin_type":"resource","resource":"BPX.**","class":"FACILITY"'
expect_out_has '"base:access_list":[{"base:access_id":"KIM","base:access_type":"READ"'
run racf-admin --store a --field rc RLIST FACILITY NONE
expect_out 4

# Names that keep their case do so in the store, in the RACLISTed copy, in decisions and in check.
racf-admin --store roles init
cat >commands <<'COMMANDS'
SETROPTS CLASSACT(EJBROLE) NOADDCREATOR
RDEFINE EJBROLE Site.role.Admin UACC(READ)
RDEFINE EJBROLE Site.role.admin UACC(NONE)
RALTER EJBROLE Site.role.Admin LEVEL(1)
SETROPTS RACLIST(EJBROLE)
SEARCH CLASS(EJBROLE)
COMMANDS
run racf-admin --store roles -f commands
expect_status 0
expect_out_has 'Site.role.Admin'
expect_out_has 'Site.role.admin'
run racf-admin --store roles access IBMUSER EJBROLE Site.role.Admin
expect_status 0
run racf-admin --store roles access IBMUSER EJBROLE Site.role.admin
expect_status 8
run racf-admin --store roles access IBMUSER EJBROLE SITE.ROLE.ADMIN
expect_status 4
run racf-admin --store roles check
expect_status 0
racf-admin --store roles unload >roles.unload 2>/dev/null
racf-admin --store again init
run racf-admin --store again load roles.unload
expect_status 0
run racf-admin --store again SEARCH 'CLASS(EJBROLE)'
expect_out 'Site.role.Admin
Site.role.admin'

# On something that is no terminal there is no session: input is a stream of commands.
run racf-admin --store a </dev/null
expect_status 0
expect_no_output

# Every trait that a listing has is in the man page.
racf-admin --store a 'ALTUSER KIM TSO(ACCTNUM(1)) OMVS(UID(1)) CLAUTH(APPL)' >/dev/null
racf-admin --store a 'PERMIT BPX.** CLASS(FACILITY) ID(KIM) WHEN(SYSID(S))' >/dev/null
racf-admin --store a 'RDEFINE PTKTDATA X STDATA(USER(KIM)) SSIGNON(TIMEOUT(5))' >/dev/null
racf-admin --store a 'ADDGROUP PAY OMVS(GID(1))' >/dev/null
printf '%s\n' 'LISTUSER * TSO OMVS' 'LISTGRP * OMVS' 'SETROPTS LIST' 'RLIST GLOBAL * ALL' \
    'RLIST FACILITY * ALL' 'RLIST PTKTDATA * ALL SSIGNON STDATA' >commands
racf-admin --store a --json -f commands >traits
sed 's/\\_/_/g' "$here/../../man/ptkt-json.5.scd" >man.text
found=0
for trait in $(grep -oE '"(base|omvs|ssignon|stdata|tso):[a-z_0-9]+"' traits | tr -d '"' | sort -u); do
    found=$((found + 1))
    grep -qF -- "${trait%_[2-8]}" man.text || fail "$trait is not in the man page"
done
[ "$found" -gt 100 ] || fail "only $found traits were listed"
