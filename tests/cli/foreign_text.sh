#!/bin/bash
# Texts as they come from other systems: taken where that is harmless, named with their conversion where not.
. "$(dirname "$0")/lib.sh"
needs iconv

two_installations 2>/dev/null
export PTKT_STORE=$PWD/receiver
at=@1795341600
printf 'USER0002 APPLI2I %s\n' $at >plain
ptkt-gen --store sender --batch plain >tickets || fail 'no tickets'

# forms FILE: the same text with a mark before it, other line ends, blanks, and X'1A' after it.
forms() {
    printf '\xef\xbb\xbf' | cat - "$1" >"$1.marked"
    sed 's/$/\r/' "$1" >"$1.crlf"
    sed 's/$/   /' "$1" >"$1.blanks"
    (cat "$1" && printf '\x1a') >"$1.sub"
    (sed 's/$/\r/' "$1" && printf '\x1a\x1a') >"$1.dos"
}
forms plain
for form in marked crlf blanks sub dos; do
    run ptkt-gen --store sender --batch plain.$form
    expect_status 0
    cmp -s out tickets || fail "other tickets from the form $form"
done
cut -f4 tickets >ticket
forms ticket
for form in marked crlf blanks sub dos; do
    run ptkt-verify -u USER0002 -a APPLI2I --at $at --no-record <ticket.$form
    expect_status 0
done
printf 'USER0002 APPLI2I %s %s\n' "$(cat ticket)" $at >asked
forms asked
for form in marked crlf blanks sub dos; do
    run ptkt-verify --batch --no-record asked.$form
    expect_status 0
    expect_out $'USER0002\tAPPLI2I\taccepted\tok'
done

# foreign ENCODING FROM NAME COMMAND...: a text in that encoding is refused by name, with the conversion.
foreign() {
    local encoding=$1 from=$2 name=$3
    shift 3
    iconv -f UTF-8 -t "$encoding" "$from" >"$from.foreign"
    run "$@" "$from.foreign"
    expect_err_has "in $name, not in ASCII"
    expect_err_has "iconv -f"
    expect_no_output
}
for encoding in UTF-16 UTF-16LE UTF-16BE; do
    foreign $encoding plain UTF-16 ptkt-gen --store sender --batch
    expect_status 65
    foreign $encoding asked UTF-16 ptkt-verify --batch
    expect_status 65
    printf 'LISTUSER USER0002\n' >commands
    foreign $encoding commands UTF-16 racf-admin -f
    expect_status 65
    cp "$samples/HWSCFGR1" member
    foreign $encoding member UTF-16 imscon-recv -m
    expect_status 78
done
foreign IBM1047 plain EBCDIC ptkt-gen --store sender --batch
expect_status 65
foreign IBM1047 asked EBCDIC ptkt-verify --batch
expect_status 65

# Commands, with what other systems put after them.
forms commands
racf-admin -f commands >listing
for form in crlf blanks sub dos marked; do
    run racf-admin -q -f commands.$form
    expect_status 0
    cmp -s out listing || fail "another answer to the form $form"
done

# Latin-1 is named where only ASCII can be, with its conversion; a file of commands is told of once.
latin1='it looks like Latin-1, where only ASCII can be; convert it first, for example: iconv -f ISO-8859-1'
printf 'ALTUSER USER0002 NAME(J\xdcRG)\nALTUSER USER0001 NAME(J\xdcRG)\n' >commands.latin1
run racf-admin -f commands.latin1
expect_status 8
expect_equal "$(grep -cF "$latin1" err)" 1
run racf-admin --dry-run -f <(iconv -f ISO-8859-1 -t ASCII//TRANSLIT commands.latin1)
expect_status 0
printf 'USER\xdc APPLI2I\n' >latin1
run ptkt-gen --store sender --batch latin1
expect_err_has "$latin1"
printf 'USER\xdc APPLI2I XXXXXXXX\n' >latin1
run ptkt-verify --batch latin1
expect_err_has "$latin1"
printf '{"user":"USER\xdc","appl":"APPLI2I","ticket":"XXXXXXXX"}\n' >latin1
run ptkt-gen --store sender --batch latin1
expect_err_has 'iconv -f ISO-8859-1 -t UTF-8 FILE'
run ptkt-verify --batch latin1
expect_err_has 'iconv -f ISO-8859-1 -t UTF-8 FILE'
printf 'store = "\xdc"\n' >latin1
run ptkt-gen --config latin1 -u USER0002 -a APPLI2I
expect_status 78
expect_err_has 'iconv -f ISO-8859-1 -t UTF-8 FILE'

# Messages: a line that is not UTF-8 is not sent, and the hint converts it.
start_receiver -m "$samples/HWSCFGR1" --store receiver
sender_member sending
printf 'ORDER \xdc\n' >latin1
run imscon-send --store sender -m sending -r ICON2 -t PART latin1
expect_status 65
expect_err_has 'iconv -f ISO-8859-1 -t UTF-8 FILE'
printf 'ONE\nTWO\n' >orders
forms orders
for form in dos marked; do
    run imscon-send --store sender -m sending -r ICON2 -t PART --next orders.$form
    expect_status 0
    expect_equal "$(wc -l <out)" 2
done
stop_receiver
expect_equal "$(grep -c '"data":"ONE"' recv.out)" 2
expect_equal "$(grep -c '"data":"TWO"' recv.out)" 2
