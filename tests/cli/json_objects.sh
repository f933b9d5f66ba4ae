#!/bin/bash
# What the programs print with --json, in every mode, against man/ptkt-json.schema.json: each line is an
# object of the schema, and each field of the schema comes somewhere.
. "$(dirname "$0")/lib.sh"
needs python3 openssl

schema=$here/../../man/ptkt-json.schema.json
: >facts
: >said
# object STATUS COMMAND...: with --json; what comes goes into the files facts and said.
object() {
    local wanted=$1
    shift
    run "$@" --json
    expect_status "$wanted"
    cat out >>facts
    cat err >>said
}
# objects STATUS COMMAND...: the same, and something has to come on standard output.
objects() {
    object "$@"
    [ -s out ] || fail 'nothing was printed'
}

two_installations 2>/dev/null
ticket=(-u USER0002 -a APPLI2I)
racf-admin --store receiver 'ADDUSER LEE PASSWORD(PASS0001)' >/dev/null
admin=(racf-admin --store receiver)

# Tickets and decisions, one and many.
objects 0 ptkt-gen --store sender "${ticket[@]}"
ptkt-gen --store sender "${ticket[@]}" --at -5h >old
ptkt-gen --store sender "${ticket[@]}" --at -10s >new
objects 1 ptkt-verify --store receiver "${ticket[@]}" - <old
objects 0 ptkt-verify --store receiver "${ticket[@]}" - <new
objects 1 ptkt-verify --store receiver "${ticket[@]}" --explain - <old
echo E001193519561977 >some.key
chmod 600 some.key
objects 0 ptkt-gen -k some.key "${ticket[@]}"
printf 'USER0002 APPLI2I\nUSER0002\nTOOLONG12 APPLI2I\n{"user":"USER0002","appl":"APPLI2I","time":7}\n{"user":"A"\n' >names
objects 65 ptkt-gen --store sender --batch names
expect_equal "$(wc -l <out)" 5
cp out made
objects 65 ptkt-verify --store receiver --no-record --batch made
expect_equal "$(wc -l <out)" 5

# Errors before any work, in every program and word: an object on standard error, and nothing else.
refused() {
    object "$@"
    [ ! -s out ] || fail 'there is output beside the error'
    expect_equal "$(grep -c '"event":"error"' err)" 1
    expect_err_has "\"status\":$1}"
}
for program in ptkt-gen ptkt-verify imscon-recv 'imscon-recv ctl' 'imscon-recv decode' 'imscon-recv spool' \
    imscon-send 'imscon-send client' 'imscon-send fetch' 'imscon-send link' 'racf-admin access' \
    'racf-admin audit' 'racf-admin check' 'racf-admin doctor' 'racf-admin key' 'racf-admin load' \
    'racf-admin rekey' 'racf-admin replay' 'racf-admin rotate' 'racf-admin unload' 'racf-admin publish' \
    'racf-admin adopt'; do
    # shellcheck disable=SC2086  # the words of a program
    refused 64 $program --no-such-option
done
run racf-admin --json --no-such-option LISTUSER
expect_err_has '"status":64}'
cat err >>said
objects 0 imscon-send --list rmtimscon -m "$samples/HWSCFGS1"
refused 66 ptkt-gen --store nowhere "${ticket[@]}"
refused 66 ptkt-gen --store sender --batch nowhere
refused 66 ptkt-verify --store nowhere "${ticket[@]}" XXXXXXXX
refused 66 imscon-recv -m nowhere
refused 66 imscon-send -m nowhere -r ICON2
refused 66 imscon-recv decode nowhere
refused 66 imscon-recv spool check nowhere
refused 66 racf-admin --store nowhere check
refused 66 racf-admin --store nowhere rotate APPLI2I
refused 66 racf-admin --store nowhere key list
printf '[ptkt-gen]\ntpye = "legacy"\n' >bad.toml
refused 78 ptkt-gen --config bad.toml "${ticket[@]}"
expect_err_has '"file":"bad.toml","line":2,"column":1'
printf 'json = true\n' >json.toml
run ptkt-gen --config json.toml --store nowhere "${ticket[@]}"
cat err >>said
PTKT_JSON=true run ptkt-gen --store nowhere "${ticket[@]}"
cat err >>said
printf 'RACF=Y\n' >bad.member
object 78 imscon-recv -m bad.member
expect_err_has '"file":"bad.member","line":1,"column":1'
for program in ptkt-gen ptkt-verify racf-admin imscon-send imscon-recv; do objects 0 "$program" --version; done

# RACF commands, and what racf-admin says about them.
run_words() {
    run "${admin[@]}" --json "$@"
    cat out >>facts
    cat err >>said
}
for words in 'LISTUSER NOBODY' 'LISTUSER USER0002' 'LISTGRP SYS1' 'RLIST APPL APPLI2I AUTHUSER' \
    'SEARCH CLASS(PTKTDATA)' 'SETROPTS LIST' 'RDEFINE TAPEVOL (' 'ADDUSER MORE PASSWORD(PASS0001)' 'LISTUSE LEE' \
    'RDEFINE FACILITY MEMBER.ONE' 'RDEFINE GFACILI GROUP ADDMEM(MEMBER.ONE)' 'RLIST FACILITY MEMBER.ONE RESGROUP'; do
    run_words "$words"
    [ -s out ] || fail 'nothing was printed'
done
run_words --dry-run 'ADDUSER USER0009'
expect_out_has '"change":"add user USER0009"'

# Facts and changes of racf-admin's own words.
objects 0 racf-admin --store another init
objects 0 "${admin[@]}" access USER0002 APPL APPLI2I
objects 8 "${admin[@]}" access LEE APPL APPLI2I
objects 4 "${admin[@]}" doctor APPLI2I USER0002
objects 0 racf-admin doctor APPLI2I --zos
objects 0 "${admin[@]}" key generate A.KEY
objects 0 "${admin[@]}" key import B.KEY --from some.key
objects 0 "${admin[@]}" key list
objects 0 "${admin[@]}" key policy
objects 0 "${admin[@]}" key policy warn
objects 0 "${admin[@]}" key authority
objects 0 "${admin[@]}" key authority required
objects 0 "${admin[@]}" key authority off
object 77 ptkt-gen --store sender "${ticket[@]}" --as USER0002
objects 1 ptkt-verify --store receiver "${ticket[@]}" --as USER0002 AAAAAAAA
objects 65 ptkt-gen --store sender --as USER0002 --batch names
objects 0 "${admin[@]}" key delete B.KEY
objects 0 "${admin[@]}" key check-value APPLI2I
objects 0 "${admin[@]}" replay status
objects 0 "${admin[@]}" replay future 30s
objects 0 "${admin[@]}" replay accept-loss
objects 0 "${admin[@]}" rekey
chmod 644 receiver/groups/SYS1.toml
objects 8 "${admin[@]}" check
objects 4 "${admin[@]}" check --repair
run "${admin[@]}" unload --json
expect_status 0
cp out unload
cat err >>said
racf-admin --store loaded init
objects 0 racf-admin --store loaded load unload
{ cat unload && echo '9999 NEW RECORD'; } >longer
racf-admin --store again init
objects 0 racf-admin --store again load --skip-bad longer

objects 0 "${admin[@]}" rotate APPLI2I --at +1h
objects 0 "${admin[@]}" rotate APPLI2I --status --every 30d
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost \
    -keyout cert.key -out cert.pem 2>/dev/null
chmod 600 cert.key
own=(--sign cert.pem --sign-key cert.key)
objects 0 racf-admin --store another adopt --status
refused 66 "${admin[@]}" publish --status shelf
objects 0 "${admin[@]}" publish --to cert.pem "${own[@]}" shelf
objects 1 "${admin[@]}" publish --status shelf
objects 0 racf-admin --store another adopt --key cert.key --from cert.pem shelf
objects 0 "${admin[@]}" publish --status shelf
objects 0 "${admin[@]}" rotate APPLI2I --wait-for shelf
run "${admin[@]}" key wrap APPLI2I --to cert.pem --json
expect_status 0
cp out package
cat err >>said
expect_err_has '"event":"rotation"'
objects 0 racf-admin --store sender key unwrap --expect APPLI2I --key cert.key --unsigned <package
"${admin[@]}" rotate APPLI2I --status --json >standing
run racf-admin --store sender rotate APPLI2I --status --compare standing --json
cat out >>facts
objects 0 "${admin[@]}" rotate APPLI2I --abort
objects 0 "${admin[@]}" rotate APPLI2I --grace 1h
run "${admin[@]}" rotate APPLI2I --status --json
cat out >>facts
(umask 077 && run "${admin[@]}" rotate APPLI2I --emit racf --output commands --json && cat err >>said)

# A receiver with MSC statements, a client of it, and its operator.
msc_installations 2>/dev/null
sed 's/PORTID=(9999)/PORTID=(8888)/' "$samples/HWSCFGM1" >member
printf 'DATASTORE=(ID=IMSB,GROUP=XCFGRPB,MEMBER=HWSB,TMEMBER=IMSB)\n' >>member
start_receiver --store one -m member --exec cat --control control
client=(imscon-send client --store two --to "localhost:$port" -a ICON2APL -d IMSB -t PART)
echo hello | objects 1 "${client[@]}" -u ICONUSR1
echo hello | object 1 "${client[@]}" -u ICONUSR9
ctl=(imscon-recv ctl --control control)
for words in VIEWHWS 'VIEWHWS SUMMARY' 'VIEWPORT ALL' "VIEWPORT $port" 'VIEWDS ALL' 'VIEWRMT ALL' 'VIEWMSC ALL' 'STOPMSC MSC12' \
    'STOPRMT ICON2'; do
    # shellcheck disable=SC2086  # the words of a command
    run "${ctl[@]}" --json $words
    expect_status 0
    [ -s out ] || fail 'nothing was printed'
    cat out >>facts
done
objects 0 "${ctl[@]}" STATUS
objects 0 imscon-recv top --control control
object 1 "${ctl[@]}" VIEWDS NOWHERE
stop_receiver
cat recv.out >>facts

# Without RACF: a spool, a co-process, and lines for people as objects.
sed 's/RACF=Y/RACF=N/' "$samples/HWSCFGR1" >open
start_receiver -m open --spool spool
sender_member member.open
imscon-send --store sender -m member.open -d IMSB -t PART --json <<<'ORDER 4711' >sent
cat sent >>facts
stop_receiver
cat spool/new/* >>facts
objects 0 imscon-recv spool check spool
objects 0 imscon-recv spool recover spool
start_receiver -m open --coprocess 'tee tasks >/dev/null'
echo hello | imscon-send client --to "localhost:$port" -d IMSB -t PART --timeout 1s >/dev/null 2>&1
stop_receiver
cp recv.err said.text
imscon-recv --listen 127.0.0.1:0 --ready-file ready.json -m open -v --json >recv.out 2>recv.json &
speaker=$!
until [ -s ready.json ]; do kill -0 $speaker || break; read -rt 0.05 <> <(:); done
kill $speaker
wait $speaker
[ -s recv.json ] || fail 'a receiver says nothing about its port'
cat recv.json >>said

# A capture of a client that is let in, and of one that is not.
start_receiver -m "$samples/HWSCFGR1" --store receiver
mkfifo gone
python3 "$here/record_relay.py" "$port" own.pcap relay.port 2>relay.err >gone &
exec 8<gone
until [ -s relay.port ] || ! kill -0 $! 2>/dev/null; do read -r -t 0.05 <&8; done
port=$(cat relay.port)
sender_member member.relay
imscon-send --store sender -m member.relay -r ICON2 -d IMSB -t PART --json <<<'ORDER 4711' >>facts 2>>said
sender_member member.denied 's/USERID=USER0002/USERID=USER0001/'
imscon-send --store sender -m member.denied -r ICON2 -d IMSB -t PART --json <<<'ORDER 4711' >>facts 2>>said
stop_receiver
cat recv.out >>facts
objects 0 imscon-recv decode own.pcap
objects 0 imscon-recv decode own.pcap --explain --store receiver
objects 0 imscon-recv decode own.pcap --summary

# The audit log, with a user who is revoked and a ticket that is made.
objects 0 racf-admin --store sender audit --tickets on
ptkt-gen --store sender "${ticket[@]}" >/dev/null
objects 0 racf-admin --store sender audit
racf-admin --store receiver 'SETROPTS PASSWORD(REVOKE(1))' >/dev/null
for _ in 1 2; do ptkt-verify --store receiver -u LEE -a APPLI2I ABCDEFGH >/dev/null; done
objects 0 "${admin[@]}" audit
objects 0 racf-admin --store one audit

# One line of each is an object of the schema.
run python3 "$here/json_schema.py" "$schema" any=facts any=said task=tasks \
    elsewhere=shared-replay-status,shared-replay-finding,progress,counters
expect_status 0
expect_silence
