#!/bin/bash
# Users who sign on by password or phrase: RACF's order and answers, changes by HWSPWCH, what counts
# towards REVOKE(n), and that nothing of a password is ever shown.
. "$(dirname "$0")/lib.sh"

commands() { racf-admin --store receiver --quiet >/dev/null; }
two_installations
commands <<'END'
ADDUSER PAULA PASSWORD(SPRING24)
ALTUSER PAULA PASSWORD(SUMMER24) NOEXPIRED
ADDUSER EXPA PASSWORD(AUTUMN24)
ADDUSER REVA
ALTUSER REVA PASSWORD(WINTER24) NOEXPIRED
ADDUSER PHIL PHRASE('Green 4 hills and rivers')
ALTUSER PHIL PHRASE('Seven 7 swans a-swimming') NOEXPIRED
ADDUSER NEITHER
PERMIT APPLI2I CLASS(APPL) ID(PAULA EXPA REVA PHIL) ACCESS(READ)
SETROPTS RACLIST(APPL) REFRESH PASSWORD(REVOKE(3) HISTORY(4))
ALTUSER REVA REVOKE
END

# signs_on USER PASSWORD [TEXT]: one message of a client.
signs_on() {
    rm -f pw
    (umask 077 && printf '%s\n' "$2" >pw)
    printf '%s\n' "${3-hello}" >text
    run imscon-send client --to "127.0.0.1:$port" -u "$1" -a APPLI2I -d IMSB --timeout 60s \
        --password-file pw text
}
security='security violation (rc 8, reason 40)'
refused() {
    expect_status 1
    expect_out_has "1	nak	$security: $1"
}
wrong="password or PassTicket not valid, RACF X'08' (8)"

start_receiver -m "$samples/HWSCFGR1" --store receiver --exec 'tr a-z A-Z'

# The password, in any case where SETROPTS has no mixed case; a phrase, whose case counts.
signs_on PAULA SUMMER24
expect_status 0
expect_out_has 'HELLO'
signs_on PAULA summer24
expect_status 0
signs_on PHIL 'Seven 7 swans a-swimming'
expect_status 0
expect_out_has 'HELLO'

# RACF's answers to those who may not.
signs_on PAULA SPRING24
refused "$wrong"
signs_on PHIL 'seven 7 swans a-swimming'
refused "$wrong"
signs_on NEITHER SUMMER24
refused "$wrong"
signs_on NOBODY SUMMER24
refused "user not defined, RACF X'04' (4)"
signs_on EXPA AUTUMN24
refused "password expired, RACF X'0C' (12)"
signs_on REVA WINTER24
refused "user revoked, RACF X'1C' (28)"
commands <<'END'
PERMIT APPLI2I CLASS(APPL) ID(PAULA) DELETE
SETROPTS RACLIST(APPL) REFRESH
END
signs_on PAULA SUMMER24
refused "not authorized to the application, RACF X'34' (52)"
commands <<'END'
PERMIT APPLI2I CLASS(APPL) ID(PAULA) ACCESS(READ)
SETROPTS RACLIST(APPL) REFRESH
END

# A PassTicket is still one, whatever the password is.
echo ticket >text
run imscon-send client --store sender --to "127.0.0.1:$port" -u USER0002 -a APPLI2I -d IMSB text
expect_status 0
expect_out_has 'TICKET'

# A change by HWSPWCH: also of an expired password; not to one of before, nor by a wrong one.
signs_on PAULA SUMMER24 'HWSPWCH SUMMER24/WINTER25/WINTER25'
expect_status 0
expect_out_has 'HWSC0031I PASSWORD CHANGE SUCCESSFUL'
signs_on PAULA SUMMER24
refused "$wrong"
signs_on PAULA WINTER25
expect_status 0
signs_on PAULA WINTER25 'HWSPWCH WINTER25/SUMMER24/SUMMER24'
refused "new password not valid, RACF X'10' (16)"
signs_on PAULA WINTER25 'HWSPWCH WINTER25/SPRING26/SPRING27'
refused "new password not valid, RACF X'10' (16)"
signs_on PAULA WINTER25 'HWSPWCH WINTER25'
refused "new password not valid, RACF X'10' (16)"
signs_on PAULA WINTER25 'HWSPWCH SUMMER24/SPRING26/SPRING26'
refused "$wrong"
signs_on EXPA AUTUMN24 'HWSPWCH AUTUMN24/AUTUMN25/AUTUMN25'
expect_status 0
signs_on EXPA AUTUMN25
expect_status 0
signs_on PHIL 'Seven 7 swans a-swimming' \
    'HWSPWCH Seven 7 swans a-swimming/Eight 8 maids a-milking/Eight 8 maids a-milking'
expect_status 0
signs_on PHIL 'Eight 8 maids a-milking'
expect_status 0

# REVOKE(3) counts once a sign-on, and a success ends the row.
signs_on PAULA WINTER24
signs_on PAULA WINTER25
expect_status 0
for _ in 1 2 3; do
    signs_on PAULA WINTER24
    refused "$wrong"
done
signs_on PAULA WINTER25
refused "user revoked, RACF X'1C' (28)"
stop_receiver
expect_err_has 'nor is it the user'
run racf-admin --store receiver LISTUSER PAULA
expect_out_has 'ATTRIBUTES=REVOKED'

# What is on record: the way of each sign-on, each change, and no password.
run racf-admin --store receiver audit --json --event signon --user PHIL
expect_out_has '"way":"phrase"'
run racf-admin --store receiver audit --json --event command --user EXPA
expect_out_has 'PASSWORD PASSWORD(******** ********)'
cp recv.out all
cat recv.err >>all
find receiver -type f -exec cat {} + >>all
for secret in SUMMER24 WINTER25 AUTUMN25 'Seven 7' SPRING26; do
    if grep -aqF "$secret" all; then fail "$secret is to be seen"; fi
done

# Mixed case: as RACF has it (PSWDMC=R), or as the member says.
commands <<'END'
ALTUSER PAULA RESUME
SETROPTS PASSWORD(MIXEDCASE)
ALTUSER PAULA PASSWORD(Summer26) NOEXPIRED
END
start_receiver -m "$samples/HWSCFGR1" --store receiver --exec cat
signs_on PAULA Summer26
expect_status 0
signs_on PAULA SUMMER26
refused "$wrong"
stop_receiver
sed 's/PSWDMC=R/PSWDMC=N/; s/UIDCACHE=N/UIDCACHE=Y/' "$samples/HWSCFGR1" >folds
start_receiver -m folds --store receiver --exec cat
signs_on PAULA Summer26
refused "$wrong"
# What UIDCACHE=Y knows, a change of the password ends.
signs_on EXPA AUTUMN25
expect_status 0
signs_on EXPA AUTUMN25
expect_status 0
commands <<<'ALTUSER EXPA PASSWORD(AUTUMN26) NOEXPIRED'
signs_on EXPA AUTUMN25
refused "$wrong"
signs_on EXPA AUTUMN26
expect_status 0
# One whose comparison it has spared can be changed, too.
signs_on EXPA AUTUMN26
expect_status 0
signs_on EXPA AUTUMN26 'HWSPWCH AUTUMN26/AUTUMN28/AUTUMN28'
expect_status 0
expect_out_has 'HWSC0031I PASSWORD CHANGE SUCCESSFUL'
signs_on EXPA AUTUMN28
expect_status 0
stop_receiver

# --no-passwords: tickets alone.
start_receiver -m "$samples/HWSCFGR1" --store receiver --no-passwords --exec cat
signs_on EXPA AUTUMN26
refused "$wrong"
signs_on EXPA AUTUMN26 'HWSPWCH AUTUMN26/AUTUMN27/AUTUMN27'
expect_out_has 'reason 71'
stop_receiver

# Where the password stands.
run imscon-send client --to "127.0.0.1:1" -d IMSB --password-file pw text
expect_status 64
run imscon-send client --to "127.0.0.1:1" -u PAULA -a APPLI2I -d IMSB --password-file - <text
expect_status 64
