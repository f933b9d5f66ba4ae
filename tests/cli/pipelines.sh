#!/bin/bash
# Batches joined by pipes: ptkt-verify takes what ptkt-gen prints, each line has one answer, and the answer has
# the form of its line, also that to a bad line.
. "$(dirname "$0")/lib.sh"

two_installations 2>/dev/null
racf-admin --store receiver 'PERMIT APPLI2I CLASS(APPL) ID(USER0001) ACCESS(READ)' 'SETROPTS RACLIST(APPL) REFRESH' >/dev/null 2>&1
printf 'USER0002 APPLI2I\nUSER0002\nUSER-1 APPLI2I\nUSER0002 NOKEY\nUSER0002 APPLI2I yesterday\nUSER0002 APPLI2I -20s\n' >names
printf '{"user":"USER0002","appl":"APPLI2I"}\n{"user":"USER0002"\n{"user":"USER0002"}\n{"user":"USER0002","appl":"NOKEY"}\n{"nobody":1}\n{"user":"USER0002","appl":"APPLI2I","time":"-20s"}\n' >objects

# A line in, a line out: rows for words, objects for objects, and what an option asks for.
gen() { run ptkt-gen --store sender --batch "$@"; }
verify() { run ptkt-verify --store receiver --no-record --batch "$@"; }
# lines PATTERN FILE: all six lines of the output match.
lines() {
    expect_status 65
    expect_equal "$(wc -l <out)" 6
    ! grep -vqE "$1" out || fail "a line is not of the form $1"
}
row=$'^[^\t{]*\t[^\t]*\t[^\t]*\t[^\t]*$'
object='^\{"v":1,"event":"(ticket|decision|error)",.*\}$'
gen names
lines "$row"
cp out rows
gen objects
lines "$object"
cp out answers
gen --json names
lines "$object"
cp out answers.names
gen --field ticket names
lines '^.{0,8}$'
gen --field error objects
lines '^("|[a-z]|$)'
expect_equal "$(grep -c . out)" 4
for file in rows answers answers.names; do
    form=$object
    [ $file != rows ] || form=$row
    verify $file
    lines "$form"
    verify --json $file
    lines "$object"
    verify --field reason $file
    lines '^(ok|)$'
    expect_equal "$(tr '\n' ' ' <out)" 'ok     ok '
done
expect_err_has 'answers.names:2: the object has no ticket: expected USER APPL [TIME], found 1 word'

# The two programs in one pipe; a line is answered before the next one is waited for.
for form in '' --json; do
    # shellcheck disable=SC2086  # no word or one
    ptkt-gen --store sender --batch $form names 2>/dev/null |
        ptkt-verify --store receiver --no-record --batch $form >out 2>err
    expect_equal "$(grep -c 'accepted..*ok' out)" 2
done

# A ticket of digits, or a time, is what it is where both could be meant.
printf 'USER0002 APPLI2I 12345678 @5\nUSER0002 APPLI2I 123456789 now\n' >digits
verify --json digits
expect_status 1
expect_equal "$(grep -c '"reason":"' out)" 2
expect_silence
