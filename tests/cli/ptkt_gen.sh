#!/bin/bash
# ptkt-gen as people run it: one ticket, a stream, and everything that can be wrong.
. "$(dirname "$0")/lib.sh"

two_installations
echo E001193519561977 >key
chmod 600 key

# The published ticket, by the key in a file, standard input and a descriptor.
run ptkt-gen -u MIKEM -a TSOSYS1 --at @1111111 -k key
expect_status 0
expect_out AEPRRZ3S
expect_err_has 'ptkt-gen: warning: the key in key is weak: it is printed in manuals and examples'
expect_equal "$(wc -l <err)" 2
run ptkt-gen -u mikem -a tsosys1 --at @1111111 -k - <key
expect_out AEPRRZ3S
run ptkt-gen -u MIKEM -a TSOSYS1 --at 1970-01-13T20:38:31Z -k fd:9 9<key
expect_out AEPRRZ3S

# JSON and single fields; the store's key; the same second gives the same ticket.
run ptkt-gen --store sender -u USER0002 -a APPLI2I --at @1795341600 --json
expect_status 0
ticket=$(ptkt-gen --store sender -u USER0002 -a APPLI2I --at @1795341600)
expect_out "{\"v\":1,\"event\":\"ticket\",\"user\":\"USER0002\",\"appl\":\"APPLI2I\",\"type\":\"legacy\",\"ticket\":\"$ticket\",\"generated_at\":\"2026-11-22T10:00:00Z\",\"valid_from\":\"2026-11-22T09:50:00Z\",\"valid_until\":\"2026-11-22T10:10:00Z\",\"profile\":\"APPLI2I\"}"
run ptkt-gen --store sender -u USER0002 -a APPLI2I --at @1795341600 --field valid_until
expect_out 2026-11-22T10:10:00Z
run ptkt-gen --store sender -u USER0002 -a APPLI2I --field nonsense
expect_status 64

# Every option is also a variable and a key of the settings.
run env PTKT_STORE=sender PTKT_GEN_AT=@1795341600 ptkt-gen -u USER0002 -a APPLI2I
expect_out "$ticket"
mkdir -p .config/ptkt
printf 'store = "%s/sender"\n[ptkt-gen]\nat = "@1795341600"\n' "$work" >.config/ptkt/ptkt.toml
run ptkt-gen -u USER0002 -a APPLI2I
expect_out "$ticket"
echo 'stor = "x"' >.config/ptkt/ptkt.toml
run ptkt-gen -u USER0002 -a APPLI2I
expect_status 78
expect_err_has 'ptkt.toml:1:1:'
rm -r .config

# A batch of the vectors gives the vectors' tickets, in their order; several threads too.
tab=$(printf '\t')
grep -v '^# ' "$vectors/legacy.tsv" >rows
failed=0
while IFS=$tab read -r user appl hex time want; do
    echo "$hex" >vector.key
    chmod 600 vector.key
    got=$(printf '%s\t%s\t@%s\n' "$user" "$appl" "$time" | ptkt-gen --batch -k vector.key)
    [ "$got" = "$user$tab$appl$tab$time$tab$want" ] || failed=$((failed + 1))
done < <(head -40 rows)
expect_equal "$failed" 0
# Many applications: each thread looks their profiles up while the others do.
seq -f 'RDEFINE PTKTDATA JOB%g SSIGNON(KEYMASKED(0123456789ABCDEF))' 40 >definitions
echo 'SETROPTS RACLIST(PTKTDATA) REFRESH' >>definitions
racf-admin --store sender -f definitions >/dev/null 2>&1
for i in $(seq 5000); do echo "U$i JOB$((i % 40 + 1)) @1795341600"; done >many
run ptkt-gen --store sender --batch many
expect_status 0
mv out one-thread
run ptkt-gen --store sender --batch --jobs 3 - <many
cmp -s out one-thread || fail 'three threads answer otherwise than one'
expect_equal "$(wc -l <out)" 5000

# A bad line is told with its number, and the rest goes on.
printf 'USER0002 APPLI2I @5\nUSER0002\n\n# a comment\nTOOLONG12 APPLI2I\n{"user":"A","appl":"APPLI2I","time":7}\n{"user":"A"\nUSER0002 NOKEY\n#1 APPLI2I 9\n' >mixed
run ptkt-gen --store sender --batch mixed
expect_status 65
expect_err_has 'mixed:2: expected USER APPL [TIME], found 1 word'
expect_err_has "mixed:5: user ID 'TOOLONG12': longer than 8 characters"
expect_err_has 'mixed:7: column 12'
expect_err_has 'mixed:8: no PTKTDATA profile for application NOKEY'
expect_out_has "TOOLONG12${tab}APPLI2I${tab}${tab}"
expect_out_has '"generated_at":"1970-01-01T00:00:07Z"'
expect_out_has '"error":"column 12'
expect_out_has "#1${tab}APPLI2I${tab}9${tab}"
expect_equal "$(wc -l <out)" 7

# --next gives a ticket that the run before did not.
one=$(ptkt-gen --store sender -u USER0002 -a APPLI2I --next)
two=$(ptkt-gen --store sender -u USER0002 -a APPLI2I --next)
[ "$one" != "$two" ] || fail 'two runs with --next gave the same ticket'

# What is wrong is said in one line, with what to do.
run ptkt-gen
expect_status 64
run ptkt-gen -u USER0002 -a APPLI2I --batch
expect_status 64
run ptkt-gen -u USER-002 -a APPLI2I
expect_err_has "user ID 'USER-002': character 5, '-', is not one of A-Z 0-9 @ # \$"
run ptkt-gen --store sender -u U -a APPLI2I --at yesterday
expect_err_has "time 'yesterday' is not understood"
run ptkt-gen --store sender -u U -a APPLI2I --at 2106-02-07T06:28:16Z
expect_status 65
expect_err_has 'a legacy PassTicket has no time 2106-02-07T06:28:16Z'
run ptkt-gen --store nowhere -u U -a APPLI2I
expect_status 66
expect_err_has 'ptkt-gen: hint: '
run ptkt-gen --store sender -u U -a OTHER
expect_status 78
racf-admin --store sender 'RDEFINE PTKTDATA QUAL.U SSIGNON(KEYMASKED(0123456789ABCDEF))' >/dev/null
racf-admin --store sender 'SETROPTS RACLIST(PTKTDATA) REFRESH' >/dev/null
run ptkt-gen --store sender -u U -a QUAL
expect_status 78
expect_err_has 'hint: profile QUAL.U only verifies tickets; a ticket is made with the key of profile QUAL'
run ptkt-gen --store sender -u V -a QUAL
expect_err_has 'hint: define it: RDEFINE PTKTDATA QUAL '
run ptkt-gen --store sender -u U -a APPLI2I --type mixed
expect_status 78
expect_err_has 'PTKTDATA profile APPLI2I has no enhanced key'
for bad in '' E00119351956197 E0011935195619777 'not a key at all' E0011935195619GG; do
    echo "$bad" >bad.key
    chmod 600 bad.key
    run ptkt-gen -u U -a A -k bad.key
    expect_status 65
    expect_no_output
    [ -z "$bad" ] || ! grep -qF "$bad" err || fail 'a key is in an error message'
done
chmod 644 key
run ptkt-gen -u U -a A -k key
expect_status 77

# A line that is too long is an error of that line; the batch goes on.
{
    echo 'USER0002 APPLI2I @1800000000'
    head -c 70000 /dev/zero | tr '\0' x
    printf '\nUSER0002 APPLI2I @1800000001\n'
} >long
run ptkt-gen --store sender --batch long
expect_status 65
expect_equal "$(cut -f 3 out)" "$(printf '1800000000\n\n1800000001')"
expect_err_has 'long:2: the line is longer than 65536 bytes'

# Standard output that is full or closed is an error; of one that is read no further nothing is said.
run sh -c 'ptkt-gen --store sender -u U -a APPLI2I >/dev/full'
expect_status 74
run sh -c 'ptkt-gen --store sender -u U -a APPLI2I >&-'
expect_status 74
run sh -c 'ptkt-gen --store sender --batch many | head -1 >/dev/null'
expect_silence

run ptkt-gen --help
expect_status 0
run ptkt-gen --version
expect_out 'ptkt-gen 0.1.0'
