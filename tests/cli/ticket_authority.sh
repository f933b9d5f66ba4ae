#!/bin/bash
# R_ticketserv: who may make and evaluate tickets for whom, by IRRPTAUTH profiles of PTKTDATA.
. "$(dirname "$0")/lib.sh"

racf-admin --store s init >/dev/null
cat >set-up.racf <<'END'
ADDUSER USER0002 PASSWORD(PASS0001)
ADDUSER MAKER NOPASSWORD
ADDUSER TESTER NOPASSWORD
ADDGROUP WEBGRP
CONNECT TESTER GROUP(WEBGRP)
RDEFINE PTKTDATA APPLI2I SSIGNON(KEYMASKED(7A1C5E9B30D2F486))
RDEFINE APPL APPLI2I UACC(NONE)
SETROPTS CLASSACT(PTKTDATA APPL) RACLIST(PTKTDATA APPL) GENERIC(PTKTDATA)
END
racf-admin --store s -q -f set-up.racf
ra() { racf-admin --store s "$@"; }
refresh() { ra -q "$@" >/dev/null && ra -q 'SETROPTS RACLIST(PTKTDATA) REFRESH' >/dev/null; }
gen() { run ptkt-gen --store s -u USER0002 -a APPLI2I "$@"; }
verify() { run ptkt-verify --store s -u USER0002 -a APPLI2I "$@"; }

# "Not defined" is a refusal; it is on record whether or not tickets are.
gen --as MAKER
expect_status 77
expect_no_output
expect_err_has 'user MAKER may not make tickets of USER0002 at APPLI2I: no profile covers IRRPTAUTH.APPLI2I.USER0002'
expect_err_has '(R_ticketserv 8/8/16)'
expect_err_has 'ID(MAKER) ACCESS(UPDATE)'
run ra audit --event ticket-refused --json
expect_out_has '"user":"USER0002","appl":"APPLI2I","caller":"MAKER"'
expect_out_has '"saf_rc":8,"racf_rc":8,"racf_reason":16,"smf_event":82,"smf_qualifier":1'
run ra audit --event ticket-refused
expect_out_has 'ticket refused  USER0002  APPLI2I  to MAKER: user MAKER may not make'
run ra doctor APPLI2I USER0002
grep -q '^note	irrptauth	no profile covers IRRPTAUTH.APPLI2I.USER0002' out || fail 'doctor says something else'

# UPDATE makes tickets, READ evaluates them; a generic profile, a group and UACC count as anywhere.
refresh 'RDEFINE PTKTDATA IRRPTAUTH.APPLI2I.* UACC(NONE)'
run ra doctor APPLI2I USER0002
grep -q '^ok	irrptauth	profile IRRPTAUTH.APPLI2I.\* covers' out || fail 'doctor does not see the profile'
refresh 'PERMIT IRRPTAUTH.APPLI2I.* CLASS(PTKTDATA) ID(MAKER) ACCESS(READ)'
gen --as MAKER
expect_status 77
expect_err_has 'READ to IRRPTAUTH.APPLI2I.USER0002, by the user'\''s entry in IRRPTAUTH.APPLI2I.*, and UPDATE is needed'
refresh 'PERMIT IRRPTAUTH.APPLI2I.* CLASS(PTKTDATA) ID(MAKER) ACCESS(UPDATE)'
ra -q audit --tickets on >/dev/null
gen --as maker
expect_status 0
expect_silence
ticket=$(cat out)
expect_equal "$(ptkt-verify --store s -u USER0002 -a APPLI2I --no-record "$ticket" --field reason)" appl-denied
run ra audit --event ticket-made --field caller
expect_out MAKER

# Who may not evaluate learns nothing, and uses nothing up.
verify --as TESTER "$ticket"
expect_status 1
expect_out_has 'rejected: not-authorized: user TESTER may not evaluate tickets of USER0002 at APPLI2I'
expect_out_has '(R_ticketserv 8/8/16)'
verify --as NOBODY "$ticket" --field detail
expect_out_has 'user NOBODY is not defined'
refresh 'PERMIT IRRPTAUTH.APPLI2I.* CLASS(PTKTDATA) ID(WEBGRP) ACCESS(READ)'
# The user of the ticket is not looked at: neither READ to the application nor whether he is revoked.
ra -q 'ALTUSER USER0002 REVOKE' >/dev/null
verify --as TESTER "$ticket" --json
expect_status 0
expect_out_has '"accepted":true'
expect_out_has '"saf_rc":0,"racf_rc":0,"racf_reason":0'
expect_out_has '"caller":"TESTER"'
# It is used up, and says no more than that.
verify --as TESTER "$ticket" --json
expect_status 1
expect_out_has '"reason":"replayed"'
expect_out_has '"saf_rc":8,"racf_rc":16,"racf_reason":32'
verify --as TESTER AAAAAAAA
expect_status 1
expect_out_has '(R_ticketserv 8/16/32)'
# Failed evaluations never revoke, and count nothing.
ra -q 'ALTUSER USER0002 RESUME' >/dev/null
ra -q 'SETROPTS PASSWORD(REVOKE(2))' >/dev/null
for _ in 1 2 3; do verify --as TESTER AAAAAAAA; done
ra 'LISTUSER USER0002' >listed
! grep -q 'ATTRIBUTES=.*REVOKED' listed || fail 'evaluations revoked the user'
verify --as TESTER --no-record AAAAAAAA
verify --as TESTER --explain AAAAAAAA
expect_status 1
expect_out_has 'finding'
verify --as USER0002 --explain AAAAAAAA
expect_status 77
expect_no_output

# 8/16/28: the caller may, but no ticket can be made.
refresh 'RDEFINE PTKTDATA IRRPTAUTH.OTHER.* UACC(UPDATE)'
run ptkt-gen --store s -u USER0002 -a OTHER --as TESTER
expect_status 78
expect_err_has 'no PTKTDATA profile for application OTHER (R_ticketserv 8/16/28)'
printf 'USER0002 OTHER\nUSER0002 APPLI2I\n' >names
run ptkt-gen --store s --as TESTER --batch --json names
expect_out_has '"appl":"OTHER","error":"no PTKTDATA profile for application OTHER (R_ticketserv 8/16/28)","saf_rc":8,"racf_rc":16,"racf_reason":28'
expect_out_has '"saf_rc":8,"racf_rc":8,"racf_reason":16'

# The records, and the unload of them: words for failures are not documented, so numbers stand there.
run ra audit --event ticket-evaluated
expect_out_has 'evaluated  USER0002  APPLI2I  accepted: ok  (SMF 81/0)  for TESTER'
expect_out_has 'rejected: not-authorized  (SMF 81/1)  for NOBODY'
ra audit --format irradu00 >unloaded
run python3 "$here/irradu00.py" unloaded EVENT_TYPE EVENT_QUAL VIOLATION EVT_USER_ID APPL USER
expect_out_has $'PTCREATE\tSUCCESS\tNO\tMAKER\tAPPLI2I\tUSER0002'
expect_out_has $'PTCREATE\t1\tYES\tMAKER\tAPPLI2I\tUSER0002'
expect_out_has $'PTEVAL\tSUCCESS\tNO\tTESTER\tAPPLI2I\tUSER0002'
expect_out_has $'PTEVAL\t1\tYES\tNOBODY\tAPPLI2I\tUSER0002'
ra audit --format syslog --event ticket-evaluated >lines
! grep -q ICH408I lines || fail 'a service is shown as a sign-on'

# A store may want a caller. The receiver, which signs on, needs none.
run ra key authority
expect_out off
run ra key authority sometimes
expect_status 64
run ra key authority required
expect_status 0
run ra key authority --json
expect_out '{"v":1,"event":"key-authority","authority":"required"}'
gen
expect_status 77
expect_err_has 'by authority only'
expect_err_has '--as'
verify AAAAAAAA
expect_status 77
verify --explain AAAAAAAA
expect_status 77
gen --as MAKER
expect_status 0
verify --as TESTER AAAAAAAA
expect_status 1
# One setting leaves the other as it is; a damaged file never makes it laxer.
ra -q key policy refuse >/dev/null
run ra key authority
expect_out required
printf x >>s/keys.toml
gen
expect_status 78
expect_err_has 'keys.toml is damaged'
run ra key policy warn
expect_err_has 'the other setting is the strict one now'
run ra key authority
expect_out required
ra -q key authority off >/dev/null
gen
expect_status 0

# PTKTDATA not active: not authorized, before anything else.
ra -q 'SETROPTS NOCLASSACT(PTKTDATA)' >/dev/null
gen --as MAKER
expect_status 77
expect_err_has '8/8/16'
verify --as TESTER AAAAAAAA --field reason
expect_out not-authorized
