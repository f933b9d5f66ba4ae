#!/bin/bash
# WHEN(DAYS() TIME()): how it is set, kept, listed and carried over, and who may sign on when.
. "$(dirname "$0")/lib.sh"

racf-admin --store s init
racf-admin --store s >/dev/null <<'COMMANDS'
SETROPTS CLASSACT(PTKTDATA) RACLIST(PTKTDATA)
RDEFINE PTKTDATA A SSIGNON(KEYMASKED(0123456789ABCDEF)) UACC(NONE)
SETROPTS RACLIST(PTKTDATA) REFRESH
COMMANDS
admin() { racf-admin --store s "$@"; }

run admin ADDUSER 'U PASSWORD(TEST) WHEN(DAYS(WEEKDAYS) TIME(0700:1700))'
expect_status 0
run admin LISTUSER U
expect_out_has ' WEEKDAYS                        0700:1700'
run admin --json LISTUSER U
expect_out_has '"base:logon_allowed_time":"0700:1700"'
expect_equal "$(grep -o 'base:logon_allowed_day"' out | wc -l)" 5
run admin ALTUSER 'U WHEN(DAYS(SUNDAY FRIDAY))'
run admin LISTUSER U
expect_out_has ' SUNDAY FRIDAY                   0700:1700'
run admin ALTUSER 'U WHEN(TIME(2200:0600))'
run admin LISTUSER U
expect_out_has ' SUNDAY FRIDAY                   2200:0600'
for wrong in 'TIME(2400:0100)' 'TIME(7:8)' 'DAYS(SOMEDAY)' 'HOURS(1)'; do
    run admin ALTUSER "U WHEN($wrong)"
    expect_status 8
done

# An unload has the days and the hours, and so has a store that is made from it.
admin unload >unload.txt
expect_equal "$(grep '^0200 U ' unload.txt | cut -c480-531)" \
    'YES  NO   NO   NO   NO   YES  NO   22:00:00 06:00:00'
racf-admin --store t init
racf-admin --store t load unload.txt >/dev/null 2>&1
run racf-admin --store t LISTUSER U
expect_out_has ' SUNDAY FRIDAY                   2200:0600'

# Friday, 2026-11-20, in Berlin an hour before UTC: from 22:00 there until 06:00 on Saturday.
ticket() { ptkt-gen --store s -u U -a A --at "$1"; }
verify() { TZ=Europe/Berlin ptkt-verify --store s -u U -a A --at "$1" "${@:2}" -- "$(ticket "$1")"; }
[ -e /usr/share/zoneinfo/Europe/Berlin ] || verify() {
    TZ=CET-1 ptkt-verify --store s -u U -a A --at "$1" "${@:2}" -- "$(ticket "$1")"
}
run verify 2026-11-20T20:59:00Z --json
expect_status 1
expect_out_has '"reason":"outside-hours"'
expect_out_has '"saf_rc":8,"racf_rc":48,"racf_reason":4'
expect_out_has 'user U may sign on SUNDAY FRIDAY 2200:0600, local time; it is FRIDAY 2159'
run verify 2026-11-20T21:00:00Z --field accepted
expect_out true
run verify 2026-11-21T05:00:00Z --field accepted
expect_out true
run verify 2026-11-21T05:01:00Z --explain
expect_status 1
expect_out_has 'outside-hours'
expect_out_has 'ALTUSER U WHEN(DAYS(ANYDAY) TIME(ANYTIME))'
# A wrong hour is no wrong password: nobody is revoked for it.
expect_equal "$(grep -c failures s/users/U.toml)" 0
admin ALTUSER 'U WHEN(DAYS(ANYDAY) TIME(ANYTIME))'
run verify 2026-11-21T12:00:00Z
expect_status 0
