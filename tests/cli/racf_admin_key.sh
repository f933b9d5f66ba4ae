#!/bin/bash
# The key vault and the audit log: labels in profiles, both kinds of key, and no value ever shown.
. "$(dirname "$0")/lib.sh"

racf-admin --store s init
run racf-admin --store s key generate PTKT.HMAC
expect_status 0
expect_no_output
expect_silence
run racf-admin key generate --store s --kind des PTKT.DES
expect_status 0
run racf-admin --store s key list --field label
expect_out 'PTKT.DES
PTKT.HMAC'
run racf-admin --store s key generate PTKT.HMAC
expect_status 73

# Keys from a file, standard input and a descriptor; what is wrong with one is told without it.
echo E001193419571976 >des.key
printf 'A0%.0s' $(seq 32) >hmac.key
chmod 600 des.key hmac.key
run racf-admin --store s key import OLD.DES --from des.key
expect_status 0
expect_err_has 'racf-admin: warning: the key in des.key is weak: it is printed in manuals and examples'
run racf-admin --store s key import OLD.HMAC --from - <hmac.key
expect_status 0
run racf-admin --store s key import EVEN.DES --from fd:7 7< <(echo 123456789ABCDEF0)
expect_status 0
expect_err_has 'parity bits'
run racf-admin --store s key import WEAK --from fd:7 7< <(echo 0101010101010101)
expect_status 0
expect_err_has 'weak key'
for bad in A0A0 "$(head -c 62 hmac.key)" 'Z001193519561977'; do
    run racf-admin --store s key import BAD --from fd:7 7< <(echo "$bad")
    expect_status 65
    ! grep -qF "$bad" err || fail 'a key is in an error message'
done
run racf-admin --store s key import BAD --kind hmac --from des.key
expect_status 65
run racf-admin --store s key import '1BAD' --from des.key
expect_status 65
run racf-admin --store s key import BAD
expect_status 64
! grep -rqE 'E001193419571976|A0A0A0A0A0' s || fail 'a key stands in a file of the store'

# A profile with both keys: enhanced is made, both are taken, each form is removed by RALTER.
racf-admin --store s >/dev/null <<'COMMANDS'
SETROPTS CLASSACT(PTKTDATA) RACLIST(PTKTDATA)
ADDUSER USER0002 PASSWORD(TEST0002)
RDEFINE PTKTDATA APPLI2I SSIGNON(EPTKEYLABEL(OLD.HMAC) KEYLABEL(OLD.DES) TYPE(UPPER) TIMEOUT(30))
SETROPTS RACLIST(PTKTDATA) REFRESH
COMMANDS
for type in auto upper legacy; do
    run ptkt-gen --store s -u USER0002 -a APPLI2I --type $type
    expect_status 0
    run ptkt-verify --store s -u USER0002 -a APPLI2I --no-record -- "$(cat out)"
    expect_status 0
done
expect_equal "$(ptkt-gen --store s -u USER0002 -a APPLI2I --field type)" upper
expect_equal "$(ptkt-gen --store s -u USER0002 -a APPLI2I --type legacy --at @1795341600)" \
    "$(ptkt-gen -k des.key -u USER0002 -a APPLI2I --at @1795341600)"
expect_equal "$(ptkt-gen --store s -u USER0002 -a APPLI2I --at @1795341600)" \
    "$(ptkt-gen -k hmac.key --type upper -u USER0002 -a APPLI2I --at @1795341600)"
run racf-admin --store s key delete OLD.DES
expect_status 77
racf-admin --store s >/dev/null <<'COMMANDS'
RALTER PTKTDATA APPLI2I SSIGNON(NOLEGACYKEY)
SETROPTS RACLIST(PTKTDATA) REFRESH
COMMANDS
run ptkt-gen --store s -u USER0002 -a APPLI2I --type legacy
expect_status 78
run racf-admin --store s key delete OLD.DES
expect_status 0
run racf-admin --store s key delete OLD.DES
expect_status 66

# The audit log tells what happened, by user, reason and time, and no ticket.
ticket=$(ptkt-gen --store s -u USER0002 -a APPLI2I)
ptkt-verify --store s -u USER0002 -a APPLI2I -- "$ticket" >/dev/null
ptkt-verify --store s -u USER0002 -a APPLI2I -- "$ticket" >/dev/null
run racf-admin --store s audit --event signon --field reason
expect_out 'ok
replayed'
run racf-admin --store s audit --reason replayed --user USER0002 --since -1h
expect_out_has 'rejected: replayed  (SMF 1/33)  from command line: used before'
run racf-admin --store s audit --until -1h
expect_no_output
run racf-admin --store s audit --event key
expect_out_has 'import  OLD.HMAC'
! grep -q "$ticket" s/audit.jsonl || fail 'a ticket stands in the audit log'
