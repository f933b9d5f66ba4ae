#!/bin/bash
# A store with dynamic classes: commands, listings, checks, copies, keys, an unload, and what becomes of
# it when a class goes.
. "$(dirname "$0")/lib.sh"

racf-admin --store s init
cat >classes.racf <<'END'
ADDUSER KIM PASSWORD(PASS0001)
RDEFINE CDT TORD7 CDTINFO(POSIT(211) GROUP(GORD7) FIRST(ALPHA) OTHER(ALPHA NUMERIC) RACLIST(ALLOWED))
RDEFINE CDT GORD7 CDTINFO(POSIT(211) MEMBER(TORD7))
RDEFINE CDT @ROLE CDTINFO(POSIT(213) CASE(ASIS) MAXLENGTH(64) FIRST(ALPHA) OTHER(ALPHA SPECIAL))
SETROPTS CLASSACT(CDT) RACLIST(CDT)
SETROPTS CLASSACT(TORD7 @ROLE) GENERIC(TORD7)
RDEFINE TORD7 (ABC AB*)
RDEFINE GORD7 SHIPPING ADDMEM(SHIP1 SHIP2)
PERMIT SHIPPING CLASS(GORD7) ID(KIM) ACCESS(UPDATE)
PERMIT ABC CLASS(TORD7) ID(KIM) ACCESS(READ)
RDEFINE @ROLE Orders.Large
PERMIT Orders.Large CLASS(@ROLE) ID(KIM) ACCESS(READ)
ALTUSER KIM CLAUTH(TORD7)
SETROPTS RACLIST(TORD7)
END

# A trial makes the classes for the commands behind it, and leaves the store alone.
cp -a s before
run racf-admin --store s --dry-run -f classes.racf
expect_status 0
diff -r s before >differences || fail 'the trial changed the store'
run racf-admin --store s -f classes.racf
expect_status 0

run racf-admin --store s access KIM TORD7 ABC READ
expect_status 0
run racf-admin --store s access KIM TORD7 ABC UPDATE
expect_status 8
run racf-admin --store s access KIM TORD7 SHIP2 UPDATE
expect_status 0
expect_out_has 'granted'
run racf-admin --store s access KIM @role Orders.Large
expect_status 0
run racf-admin --store s access KIM NOCLASS7 ABC
expect_status 64
run racf-admin --store s list profiles @ROLE
expect_status 0
expect_out_has 'Orders.Large'
run racf-admin --store s list profiles
expect_out_has 'Orders.Large'
run racf-admin --store s RLIST TORD7 SHIP1 RESGROUP
expect_status 0
expect_out_has 'SHIPPING'
run racf-admin --store s RLIST TORD7 '*'
expect_out_has 'AB*'
run racf-admin --store s --json RLIST CDT @ROLE CDTINFO NORACF
expect_out_has '"cdtinfo:posit_number":213'
expect_out_has '"cdtinfo:case_allowed":"ASIS"'
expect_out_has '"cdtinfo:profiles_allowed":true'
run racf-admin --store s LISTUSER KIM
expect_out_has 'TORD7'
run racf-admin --store s SETROPTS LIST
expect_out_has '@ROLE'

# Checks, a damaged text of a dynamic class, copies, another master key.
run racf-admin --store s check
expect_status 0
echo '# by hand' >>'s/profiles/@ROLE/Orders.Large.toml'
run racf-admin --store s check
expect_status 8
run racf-admin --store s check --repair
expect_status 0
cp -a s copy
run racf-admin --store copy rekey
expect_status 0
run racf-admin --store copy access KIM @ROLE Orders.Large
expect_status 0

# An unload has the profiles; the definitions are given again.
run racf-admin --store s unload
expect_status 0
expect_err_has 'without CDTINFO'
cp out unload
racf-admin --store loaded init
run racf-admin --store loaded load unload
expect_status 0
expect_out_has 'class definition'
[ -e 'loaded/profiles/@ROLE/Orders.Large.toml' ] || fail 'profiles of dynamic classes are not loaded'
grep RDEFINE.CDT classes.racf | sed 's/RDEFINE/RALTER/' >again.racf
echo 'SETROPTS CLASSACT(CDT) RACLIST(CDT)' >>again.racf
echo 'SETROPTS CLASSACT(TORD7 @ROLE) GENERIC(TORD7)' >>again.racf
run racf-admin --store loaded check
expect_status 8 # options are not in an unload: the generic profile matches nothing yet
expect_out_has 'no-class'
run racf-admin --store loaded -f again.racf
expect_status 0
run racf-admin --store loaded check
expect_status 0
run racf-admin --store loaded access KIM TORD7 ABC
expect_status 0
# In the opposite order, definitions last.
tac unload >daolnu
racf-admin --store reversed init
run racf-admin --store reversed load daolnu
expect_status 0
diff <(ls loaded/profiles/*) <(ls reversed/profiles/* | sed s/reversed/loaded/) ||
    fail 'the order of the unload makes a difference'

# The class goes, and is unknown again; its profiles stay, and check tells.
run racf-admin --store s 'RALTER CDT @ROLE CDTINFO(NOPOSIT)'
run racf-admin --store s 'SETROPTS RACLIST(CDT) REFRESH'
expect_status 4
expect_out_has 'ICH14079I'
run racf-admin --store s 'RLIST @ROLE *'
expect_status 8
expect_out_has 'IKJ56702I'
run racf-admin --store s list profiles @ROLE
expect_status 64
run racf-admin --store s check
expect_status 4
expect_out_has 'no-class'
run racf-admin --store s 'RALTER CDT @ROLE CDTINFO(POSIT(213))'
run racf-admin --store s 'SETROPTS RACLIST(CDT) REFRESH'
expect_status 0
run racf-admin --store s access KIM @ROLE Orders.Large
expect_status 0
run racf-admin --store s check
expect_status 0

# RACLIST of a class that may no longer have it ends at the refresh: checks read the profile as it is.
racf-admin --store ended init
cat >ended.racf <<'COMMANDS'
ADDUSER KIM PASSWORD(PASS0001)
RDEFINE CDT AACLS CDTINFO(POSIT(211) RACLIST(ALLOWED))
SETROPTS CLASSACT(CDT) RACLIST(CDT)
RDEFINE AACLS RES UACC(READ)
SETROPTS CLASSACT(AACLS) RACLIST(AACLS)
RALTER CDT AACLS CDTINFO(RACLIST(DISALLOWED))
SETROPTS RACLIST(CDT) REFRESH
RALTER AACLS RES UACC(NONE)
COMMANDS
run racf-admin --store ended -f ended.racf
expect_status 0
run racf-admin --store ended access KIM AACLS RES
expect_status 8
[ ! -e ended/snapshots/AACLS.snap ] || fail 'the snapshot is still there'
run racf-admin --store ended check
expect_status 0

# Options that define a supplied class once more: the definition makes none, and check tells.
printf '%s\n' '[classes.APPL]' 'POSIT = "300"' >>ended/setropts.toml
accept_edits ended
run racf-admin --store ended check
expect_status 8
expect_out_has 'wrong-class'
expect_out_has 'class APPL'
run racf-admin --store ended 'SETROPTS CLASSACT(APPL)'
expect_status 0
