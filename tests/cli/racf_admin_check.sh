#!/bin/bash
# check: the exit status says how bad, each finding is a line, and a repair says what it did.
. "$(dirname "$0")/lib.sh"

two_installations
run racf-admin --store sender check
expect_status 0
expect_no_output
expect_silence
run racf-admin --store sender -v check
expect_err_has 'found nothing'
run racf-admin --store nowhere check
expect_status 66

# A user whose permissions outlive him.
cat >commands <<'END'
ADDUSER LEE
RDEFINE FACILITY BPX.DAEMON
PERMIT BPX.DAEMON CLASS(FACILITY) ID(LEE) ACCESS(READ)
END
racf-admin --store sender -f commands >/dev/null
rm sender/users/LEE.toml
chmod 644 sender/groups/SYS1.toml
: >sender/users/.tmp.1.0x0
run racf-admin --store sender check
expect_status 8
expect_equal "$(wc -l <out)" 3
expect_out_has "warning	dangling-id	profile FACILITY BPX.DAEMON	on the access list LEE is neither a user nor a group"
expect_out_has "error	mode	file groups/SYS1.toml	has mode 0644 and should have 0600"
expect_out_has "warning	left-over	file users/.tmp.1.0x0	was left over by a program that was killed"
run racf-admin --store sender check --json
expect_status 8
expect_out_has '{"severity":"error","rc":8,"kind":"mode","subject":"file groups/SYS1.toml","what":"has mode 0644 and should have 0600","repair":null}'
run racf-admin --store sender check --field kind
expect_equal "$(sort out | tr '\n' ' ')" 'dangling-id left-over mode '
run racf-admin --store sender check --repair
expect_status 0
expect_out_has 'repaired: set to 0600'
expect_out_has 'repaired: removed'
expect_out_has 'repaired: PERMIT BPX.DAEMON CLASS(FACILITY) ID(LEE) DELETE'
run racf-admin --store sender check
expect_status 0
expect_no_output
run racf-admin --store sender audit --event store
expect_equal "$(grep -c 'repair' out)" 3

# Without a refresh checks see what was; without the master key nothing works.
racf-admin --store sender 'SETROPTS RACLIST(FACILITY)' >/dev/null
racf-admin --store sender 'RALTER FACILITY BPX.DAEMON UACC(READ)' >/dev/null
run racf-admin --store sender check
expect_status 4
expect_out_has '1 profile is not what checks see, until SETROPTS RACLIST(FACILITY) REFRESH'
mv sender/master.key kept
run racf-admin --store sender check --repair
expect_status 12
expect_out_has 'unusable	master-key	store'
mv kept sender/master.key
chmod 755 sender
run racf-admin --store sender check
expect_status 12
run racf-admin --store sender check --repair
expect_status 4
expect_equal "$(stat -c %a sender)" 700
