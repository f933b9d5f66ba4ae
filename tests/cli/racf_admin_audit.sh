#!/bin/bash
# The audit log: its chain, its rotation, and the records that a revocation leaves.
. "$(dirname "$0")/lib.sh"

two_installations
ra() { run racf-admin --store receiver "$@"; }
ticket=(-u USER0002 -a APPLI2I)
fresh() { ptkt-gen --store sender "${ticket[@]}" --at "$1"; }

# Too many failures in a row: the last has a record of the revocation beside its own.
racf-admin --store receiver 'SETROPTS PASSWORD(REVOKE(3))' >/dev/null
for _ in 1 2 3 4; do
    ptkt-verify --store receiver "${ticket[@]}" ABCDEFGH >/dev/null
done
ra audit --event revocation
expect_out_has 'revocation  USER0002  failures: as many failures in a row as SETROPTS PASSWORD(REVOKE) allows'
expect_equal "$(wc -l <out)" 1
expect_out_has 'from command line'
ra audit --event revocation --field peer
expect_out 'command line'
ra audit --event revocation --field v
expect_out 1
ra audit --event revocation --field smf_qualifier
expect_out 7
ra audit --event revocation --reason failures --field appl
expect_out APPLI2I
racf-admin --store receiver 'ALTUSER USER0002 RESUME' >/dev/null

# Inactivity: at the first sign-on that comes too late, and only then.
ptkt-verify --store receiver "${ticket[@]}" "$(ptkt-gen --store sender "${ticket[@]}")" >/dev/null
racf-admin --store receiver 'SETROPTS INACTIVE(30) INITSTATS' >/dev/null
for _ in 1 2; do
    ptkt-verify --store receiver "${ticket[@]}" --at +40d "$(fresh +40d)" >/dev/null
done
ra audit --event revocation --reason inactive --field user
expect_out USER0002

# The account of the system, and who is on record for keys.
ra audit --event signon --field uid
expect_equal "$(sort -u out)" "$(id -u)"
SUDO_USER=kim racf-admin --store receiver key generate ONE.KEY
ra audit --event key --field sudo_user
expect_equal "$(tail -1 out)" kim
ra audit --event key --user IBMUSER
expect_out_has ONE.KEY
racf-admin --store receiver rotate APPLI2I 2>/dev/null
ra audit --event rotation --field user
expect_equal "$(sort -u out)" IBMUSER

# The chain holds over a rotation; a removed line, a changed one and a cut-off end are found.
ra audit --verify
expect_status 0
head=$(racf-admin --store receiver audit --head)
mv receiver/audit.jsonl receiver/audit.jsonl-20260102
racf-admin --store receiver 'LISTUSER USER0002' >/dev/null
ra audit --verify --expect "$head"
expect_status 0
expect_out_has 'in 2 files are as they were written'
ra audit --event revocation --field user
expect_equal "$(wc -l <out)" 2
cp -a receiver kept
sed -i '3s/"uid":/"uid":1/' receiver/audit.jsonl-20260102
ra audit --verify
expect_status 8
expect_out_has 'audit.jsonl-20260102:4'
ra check
expect_status 8
expect_out_has 'file audit.jsonl-20260102'
rm -r receiver && cp -a kept receiver
sed -i 2d receiver/audit.jsonl-20260102
ra audit --verify
expect_out_has 'record 2 is missing'
rm -r receiver && cp -a kept receiver
: >receiver/audit.jsonl
ra audit --verify
expect_out_has 'the end is cut off'
rm receiver/audit.head
ra audit --verify
expect_status 8
gzip receiver/audit.jsonl-20260102
ra audit
expect_err_has 'is compressed, and is not read'
