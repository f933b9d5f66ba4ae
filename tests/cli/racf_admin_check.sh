#!/bin/bash
# check: the exit status says how bad, each finding is a line, and a repair says what it did.
. "$(dirname "$0")/lib.sh"

two_installations
run racf-admin --store sender check
expect_status 4
expect_out 'warning	weak-key	profile PTKTDATA APPLI2I	a key is weak: it is printed in manuals and examples'
unpublished_keys sender receiver
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
rm sender/users/LEE.toml sender/copies/users/LEE.toml
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
expect_out_has '{"v":1,"event":"finding","severity":"error","rc":8,"kind":"mode","subject":"file groups/SYS1.toml","detail":"has mode 0644 and should have 0600","repair":null}'
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

# A file that was edited by hand stops every decision by it, until it is accepted by one command.
racf-admin --store receiver 'ALTUSER USER0002 NAME(ERNIE)' >/dev/null
sed -i 's/ERNIE/BERT/' receiver/users/USER0002.toml
ticket=$(ptkt-gen --store sender -u USER0002 -a APPLI2I)
run ptkt-verify --store receiver -u USER0002 -a APPLI2I -- "$ticket"
expect_status 78
expect_no_output
expect_err_has 'users/USER0002.toml: its checksum does not match: edited by hand or damaged'
run racf-admin --store receiver access USER0002 APPL APPLI2I
expect_status 78
run racf-admin --store receiver check --accept 'user USER0002'
expect_out_has 'repaired: accepted as it is'
run racf-admin --store receiver audit --event store
expect_out_has 'accept  user USER0002: accepted as it is'
run racf-admin --store receiver LISTUSER USER0002
expect_out_has 'BERT'

# What a bad disk did is restored; a store may be reached by a link.
printf x | dd of=receiver/setropts.toml bs=1 seek=20 conv=notrunc 2>/dev/null
ln -s receiver link
run ptkt-gen --store link -u USER0002 -a APPLI2I
expect_status 78
expect_err_has 'setropts.toml'
run racf-admin --store link check --repair
expect_out_has 'restored from its copy'
run ptkt-verify --store link -u USER0002 -a APPLI2I -- "$ticket"
expect_status 0
chmod 755 receiver
run ptkt-gen --store link -u USER0002 -a APPLI2I
expect_status 77
expect_err_has "chmod 700 $work/receiver"
chmod 700 receiver
