#!/bin/bash
# --dry-run: the answers and the exit status of the real run, what would be changed, and a store that is
# the same to the byte afterwards.
. "$(dirname "$0")/lib.sh"

racf-admin --store s init
racf-admin --store s RDEFINE APPL THERE
sum() { (cd s && find . -type f ! -name '*.lock' -exec sha256sum {} + | sort -k2; find . -printf '%p %m %T@\n' | sort); }
sum >before

cat >define.racf <<'END'
ADDUSER USER0002 PASSWORD(SECRET12)
RDEFINE APPL APPLI2I UACC(NONE)
PERMIT APPLI2I CLASS(APPL) ID(USER0002) ACCESS(READ)
SETROPTS CLASSACT(APPL) RACLIST(APPL)
ADDUSER USER0002
END
run racf-admin --store s --dry-run -f define.racf
expect_status 8
expect_out_has 'would add user USER0002'
expect_out_has '  + hash = ********'
expect_out_has 'would add profile APPL APPLI2I'
expect_out_has 'would change profile APPL APPLI2I'
expect_out_has 'would refresh the RACLISTed copy of class APPL'
! grep -qE 'SECRET12|scrypt' out || fail 'a secret is shown'
grep -v '^would\|^  [+-]' out >answers
sum >after
cmp before after || fail 'the store is another than before'

# The same from standard input and as words, and as JSON.
run racf-admin --store s --dry-run <define.racf
expect_status 8
run racf-admin --store s --dry-run RDEFINE APPL APPLI3I
expect_status 0
expect_out_has 'would add profile APPL APPLI3I'
run racf-admin --store s --dry-run --json DELUSER IBMUSER
sum >after
run racf-admin --store s --dry-run --field changes RDEFINE APPL APPLI3I
expect_status 0
expect_out_has 'add profile APPL APPLI3I'
cmp before after || fail 'the store is another than before'
run racf-admin --store s --field changes RDEFINE APPL APPLI3I
expect_status 64

# A store that nobody may write serves for it, and while somebody else has its lock.
flock s/lock racf-admin --store s --dry-run RDEFINE APPL APPLI3I >out 2>err
status=$?
expect_status 0
sum >after
cmp before after || fail 'the store is another than before'

# The real run says the same.
run racf-admin --store s -f define.racf
expect_status 8
cmp out answers || fail 'the answers are others'

# Weak keys are refused as in the real run.
weak='RDEFINE PTKTDATA WEAK SSIGNON(KEYMASKED(0123456789ABCDEF))'
run racf-admin --store s --dry-run --strict-keys "$weak"
expect_status 8
expect_out_has PTKT023I
racf-admin --store s key policy refuse
run racf-admin --store s --dry-run "$weak"
expect_status 8

# It is for RACF commands.
for words in 'init' 'rotate APPLI2I' 'key list' 'check'; do
    # shellcheck disable=SC2086  # words
    run racf-admin --store s --dry-run $words
    expect_status 64
done
