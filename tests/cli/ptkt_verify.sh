#!/bin/bash
# ptkt-verify as people run it, with the two installations of the text.
. "$(dirname "$0")/lib.sh"

two_installations
# The plain profile has replay protection, USER0002's own has not.
make() { ptkt-gen --store sender -u "$1" -a APPLI2I --at "${2:-now}"; }
verify() { ptkt-verify --store receiver -a APPLI2I -u "$@"; }

# Only USER0002 is trusted; its profile lifts replay protection.
ticket=$(make USER0002)
run verify USER0002 "$ticket"
expect_status 0
expect_out_has 'accepted: legacy PassTicket for USER0002 at APPLI2I'
expect_silence
run verify USER0002 "$ticket"
expect_status 0
run verify USER0001 "$(make USER0001)"
expect_status 1
expect_out 'rejected: appl-denied: user USER0001 has NONE to APPL profile APPLI2I, and needs READ'

# A line that is too long is an error of that line; the batch goes on.
{
    echo 'USER0002 APPLI2I WRONGONE'
    head -c 70000 /dev/zero | tr '\0' x
    printf '\nUSER0002 APPLI2I WRONGTWO\n'
} >long
run ptkt-verify --store receiver --batch --no-record long
expect_status 65
expect_equal "$(cut -f 3 out)" "$(printf 'rejected\nerror\nrejected')"
expect_err_has 'long:2: the line is longer than 65536 bytes'

# With replay protection a ticket is taken once; looking does not use it up.
racf-admin --store receiver RALTER PTKTDATA APPLI2I.USER0002 NOAPPLDATA >/dev/null
racf-admin --store receiver 'SETROPTS RACLIST(PTKTDATA) REFRESH' >/dev/null
ticket=$(make USER0002 -2m)
run verify USER0002 --no-record "$ticket"
expect_status 0
run sh -c "echo '$ticket' | ptkt-verify --store receiver -u USER0002 -a APPLI2I"
expect_status 0
run verify USER0002 "$ticket"
expect_status 1
expect_out_has 'rejected: replayed: used before, at '
run verify USER0002 "$ticket" --json
expect_out_has '{"v":1,"event":"decision","accepted":false,"reason":"replayed","user":"USER0002","appl":"APPLI2I","type":"legacy","profile":"APPLI2I.USER0002"'
expect_out_has '"saf_rc":8,"racf_rc":8,"racf_reason":0'
run verify USER0002 "$ticket" --field reason
expect_out replayed
run verify USER0002 -q "$ticket"
expect_status 1
expect_no_output

# Clocks, keys and texts.
run verify USER0002 "$(make USER0002 -11m)"
expect_out_has 'rejected: expired: made 11 min'
run verify USER0002 "$(make USER0002 +11m)"
expect_out_has 'rejected: not-yet-valid: made 1'
run verify USER0002 "$(make USER0002 -11m)" --at -11m
expect_status 0
echo 123456789ABCDEF0 >other.key
chmod 600 other.key
run verify USER0002 "$(ptkt-gen -u USER0002 -a APPLI2I -k other.key --at @1795341600)" --at @1795341600
expect_out_has 'rejected: wrong-key: '
run verify USER0002 LZTKEEDQ
expect_out_has 'rejected: malformed: not a PassTicket of type legacy: no key makes a ticket with these characters: '
run verify USER0002 ABC
expect_out_has 'has 3 characters, a PassTicket has 8'
run verify NOBODY "$(make NOBODY)"
expect_out_has 'rejected: user-unknown: user NOBODY is not defined'
racf-admin --store receiver ALTUSER USER0002 REVOKE >/dev/null
run verify USER0002 "$(make USER0002 -4m)"
expect_out_has 'rejected: user-revoked: '
racf-admin --store receiver ALTUSER USER0002 RESUME >/dev/null
# Groups: not in it, revoked in it. A PROTECTED user, who is made of the same one.
run verify USER0002 "$(make USER0002 -5m)" --group NOSUCH --json
expect_out_has '"reason":"not-in-group"'
expect_out_has '"racf_rc":20,'
racf-admin --store receiver 'ADDGROUP OTHERS' >/dev/null
racf-admin --store receiver 'CONNECT USER0002 GROUP(OTHERS) REVOKE' >/dev/null
run verify USER0002 "$(make USER0002 -6m)" --group OTHERS --json
expect_out_has '"reason":"group-revoked"'
expect_out_has '"racf_rc":36,'
racf-admin --store receiver ALTUSER USER0002 NOPASSWORD >/dev/null
ticket=$(make USER0002 -7m)
run verify USER0002 "$ticket" --json
expect_status 1
expect_out_has '"reason":"user-protected"'
expect_out_has '"racf_rc":8,'
run verify USER0002 "$ticket" --explain
expect_status 1
expect_out_has 'user-protected'
expect_out_has 'a password or phrase that nobody knows: ALTUSER'
racf-admin --store receiver ALTUSER USER0002 'PASSWORD(USER0002)' >/dev/null 2>&1
run verify USER0002 "$ticket"
expect_status 0

# A batch.
first=$(make USER0002 -3m)
{
    echo "USER0002 APPLI2I $first"
    echo "USER0002 APPLI2I $first"
    echo 'USER0002'
    echo "USER0001 APPLI2I $(make USER0001 -20s) now"
} >tickets
run ptkt-verify --store receiver --batch tickets
expect_status 65
expect_out "USER0002	APPLI2I	accepted	ok
USER0002	APPLI2I	rejected	replayed
		error	
USER0001	APPLI2I	rejected	appl-denied"
expect_err_has 'tickets:3: expected USER APPL TICKET [TIME], found 1 word'

# As objects: a time may be a number; what is no text where one belongs is told, never passed over. An object is
# answered by an object.
when=$(($(date +%s) - 1200))
old=$(make USER0002 -20m)
{
    echo "{\"user\":\"USER0002\",\"appl\":\"APPLI2I\",\"ticket\":\"$old\",\"time\":$when}"
    echo '{"user":"USER0002","appl":"APPLI2I","ticket":12345678}'
    echo '{"user":"USER0002","appl":"APPLI2I","ticket":"WRONGONE","time":true}'
    echo '{"user":"USER0002","appl":"APPLI2I","ticket":""}'
    echo '{"user":"USER0002","appl":"APPLI2I","ticket":"********"}'
    echo '{"user":"USER0002","appl":"APPLI2I"}'
} >objects
run ptkt-verify --store receiver --batch --no-record objects
expect_status 65
expect_equal "$(sed -E 's/.*"event":"(error|decision)(","accepted":(true|false))?.*/\1\3/' out | tr '\n' ' ')" \
    'decisiontrue error error decisionfalse error error '
expect_err_has "objects:2: member 'ticket' is not a string"
expect_err_has "objects:3: member 'time' is not a string"
expect_err_has 'objects:5: the ticket is hidden'
expect_err_has 'objects:6: the object has no ticket'
expect_equal "$(grep -c hidden err)" 1

# A comment is a number sign alone or before a blank; a user ID may begin with one, or be one.
printf '# a comment\n#\n  # another\r\n\n#1 APPLI2I WRONGONE\n#\tAPPLI2I\tWRONGTWO\n' >signs
run ptkt-verify --store receiver --batch --no-record signs
expect_status 1
expect_equal "$(cut -f 1 out)" "$(printf '#1\n#')"

# What comes along when a ticket is copied is left out; what is within it is named.
ticket=$(make USER0002 -9m)
run verify USER0002 --no-record " $ticket$(printf '\t\r')"
expect_status 0
run sh -c "printf ' $ticket \\r\\n' | ptkt-verify --store receiver -u USER0002 -a APPLI2I --no-record"
expect_status 0
run verify USER0002 --no-record "${ticket:0:4} ${ticket:4}"
expect_out_has 'has 9 characters, a PassTicket has 8; character 5 is a blank'

# The tickets of the examples, in the man page and the help, are the sample key's for that moment.
echo E001193519561977 >sample.key
chmod 600 sample.key
{
    ptkt-verify --help
    cat "$here/../../man/ptkt-verify.1.scd"
} | grep -E '^ *ptkt-verify -u USER0002 -a APPLI2I' | grep -oE '\<[A-Z0-9]{8}$' >examples
expect_equal "$(sort -u examples)" "$(ptkt-gen -k sample.key -u USER0002 -a APPLI2I --at 2026-11-22T10:00:00Z)"

# A key alone decides about the ticket alone, without a store.
echo 0123456789ABCDEF >some.key
chmod 600 some.key
ticket=$(ptkt-gen -k some.key -u NOBODY -a NOWHERE)
run ptkt-verify --store nowhere -k some.key -u NOBODY -a NOWHERE -- "$ticket"
expect_status 0
expect_out_has 'under the key that was given (nothing else was checked)'
run ptkt-verify --store nowhere -k some.key -u NOBODY -a ELSEWHER --field reason -- "$ticket"
expect_status 1
expect_out 'wrong-key'
run ptkt-verify --store nowhere -k some.key -u NOBODY -a NOWHERE --field profile -- "$ticket"
expect_status 0
run ptkt-verify -k some.key -g SYS1 -u NOBODY -a NOWHERE -- "$ticket"
expect_status 64

# Several tickets for another application show what one does not.
for second in 100 4000 9000; do
    echo "NOBODY NOWHERE $(ptkt-gen -k some.key -u NOBODY -a OTHER --at @$second) @$second"
done >alike
run ptkt-verify -k some.key --batch alike
expect_status 1
expect_err_has '3 tickets of NOBODY for NOWHERE fail alike: key and user ID are right'

# A ticket of type MIXED may begin with a dash.
run ptkt-verify -k some.key -u NOBODY -a NOWHERE -NXHGKHI
expect_status 64
expect_err_has "write '--' before it"
run ptkt-verify -k some.key -u NOBODY -a NOWHERE -- -NXHGKHI
expect_status 1

# An enhanced key that is gone does not hide a legacy key that fits; where none fits nobody can say.
racf-admin --store two init
racf-admin --store two key generate GONE.KEY
printf '%s\n' 'SETROPTS CLASSACT(PTKTDATA) RACLIST(PTKTDATA)' 'ADDUSER U PASSWORD(TEST)' \
    'RDEFINE PTKTDATA A SSIGNON(KEYMASKED(0123456789ABCDEF) EPTKEYLABEL(GONE.KEY))' \
    'SETROPTS RACLIST(PTKTDATA) REFRESH' | racf-admin --store two >/dev/null 2>&1
legacy=$(ptkt-gen --store two -u U -a A --type legacy)
mixed=$(ptkt-gen --store two -u U -a A --type mixed)
rm two/vault/GONE.KEY.toml
run ptkt-verify --store two -u U -a A -- "$legacy"
expect_status 0
run ptkt-verify --store two -u U -a A -- "$mixed"
expect_status 78
expect_no_output
run racf-admin --store two audit --reason error
expect_out_has 'GONE.KEY'

# A ticket of a moment to come clears away nothing that still counts today.
early=$(ptkt-gen --store two -u U -a A --type legacy --at -20s)
run ptkt-verify --store two -u U -a A --at +1h -- "$(ptkt-gen --store two -u U -a A --type legacy --at +1h)"
expect_status 0
run ptkt-verify --store two -u U -a A --at +2h -- "$(ptkt-gen --store two -u U -a A --type legacy --at +2h)"
expect_status 0
run ptkt-verify --store two -u U -a A -- "$early"
expect_status 0

# What keeps it from deciding is no "rejected".
run ptkt-verify --store nowhere -u U -a A AAAAAAAA
expect_status 66
chmod 750 receiver
run verify USER0002 AAAAAAAA
expect_status 77
expect_err_has 'chmod 700 receiver'
chmod 700 receiver
run sh -c 'ptkt-verify --store receiver -u USER0002 -a APPLI2I </dev/null'
expect_status 65
printf 'garbage' >receiver/replay.cache
run verify USER0002 "$(make USER0002 -5m)"
expect_status 78
expect_no_output
rm receiver/replay.cache
run verify USER0002 "$(make USER0002 -5m)"
expect_out_has 'rejected: replay-unknown: cannot be told from a used one'
rm receiver/snapshots/PTKTDATA.snap
run verify USER0002 "$(make USER0002)"
expect_status 78
expect_err_has 'SETROPTS RACLIST(PTKTDATA) REFRESH'
echo 'format = 99' >receiver/store.toml
run verify USER0002 "$(make USER0002)"
expect_status 78
expect_err_has 'use a newer version of ptkt'
