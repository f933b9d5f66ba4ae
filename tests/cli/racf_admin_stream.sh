#!/bin/bash
# A stream of commands is carried out as it arrives: who writes a command and waits for the answer
# gets it.
. "$(dirname "$0")/lib.sh"

racf-admin --store s init

# tell LINE...: to the co-process. hear: a line of its answer.
tell() { printf '%s\n' "$@" >&"$to_admin"; }
hear() {
    last='reading from the co-process'
    read -r -u "$from_admin" heard || fail 'the co-process said nothing more'
}

coproc admin { exec racf-admin --store s --json 2>err; }
# shellcheck disable=SC2154  # bash sets admin and admin_PID
{
    from_admin=${admin[0]}
    to_admin=${admin[1]}
    admin_process=$admin_PID
}
tell 'RDEFINE APPL A'
hear
expect_equal "$heard" '{"v":1,"event":"command","command":"RDEFINE APPL A","line":1,"rc":0,"messages":[],"listings":[],"lines":[]}'
# The second half of a command is waited for.
tell 'RDEFINE APPL -' 'B +'
tell '  LEVEL(100)'
hear
[[ $heard == *'"id":"IKJ56702I"'*'"line":4,"column":9'* ]] || fail "no place in $heard"
# What another program changes in between is seen.
racf-admin --store s RDEFINE APPL C
tell '' '/* nothing */' 'RLIST APPL C'
hear
[[ $heard == *'"resource":"C"'* ]] || fail "no listing in $heard"
exec {to_admin}>&-
wait "$admin_process"
status=$?
expect_status 8

# Lines are counted through the stream, and the text of the line stands above the caret.
printf 'RDEFINE APPL D\n\nRDEFINE APPL E +\n  UACC(SOME)' >commands
run racf-admin --store s -v -f commands
expect_status 8
expect_err_has 'commands:4:8: IKJ56702I INVALID UNIVERSAL ACCESS, SOME'
expect_err_has '  UACC(SOME)'
expect_err_has '       ^^^^'

# --stop-at leaves the rest where it is.
printf 'RDEFINE APPL A\nRDEFINE APPL F\n' >commands
run racf-admin --store s --stop-at 4 <commands
expect_status 4
run racf-admin --store s RLIST APPL F
expect_out 'ICH13003I F NOT FOUND'

# --skip-unsupported waives commands that have no place here, and counts them; nothing else.
cat >commands <<'END'
RACDCERT CERTAUTH LIST
RDEFINE APPL G
ADDSD 'MY.DATA' UACC(NONE)
PERMIT 'MY.DATA' ID(IBMUSER)
RACDCERT ID(IBMUSER) LISTRING(*)
END
run racf-admin --store s -f commands
expect_status 4
sed -i 's/APPL G/APPL H/' commands
run racf-admin --store s --skip-unsupported --stop-at 4 -f commands
expect_status 0
expect_out_has 'PTKT020I RACDCERT is not carried out'
expect_err_has 'ADDSD (1), PERMIT of a data set (1), RACDCERT (2)'
run racf-admin --store s --skip-unsupported -f commands
expect_status 4
expect_out_has 'ICH10102I H ALREADY DEFINED TO CLASS APPL.'
run racf-admin --store s --json --skip-unsupported RVARY LIST
expect_status 0
expect_out_has '"rc":0'
echo 'RACDCERTS LIST' >commands
run racf-admin --store s --skip-unsupported -f commands
expect_status 12

# A stream that breaks off is told, behind what it has done.
run racf-admin --store s -f .
expect_status 74
head -c 17000000 /dev/zero | tr '\0' A >long
run racf-admin --store s -f long
expect_status 65
expect_err_has 'long:1: line is longer than'
