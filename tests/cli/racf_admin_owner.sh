#!/bin/bash
# A store that root makes for the user of a service belongs to that user; one that does not is told with
# what mends it.
. "$(dirname "$0")/lib.sh"

run racf-admin --store s init --owner no-such-user
expect_status 64
expect_err_has "no user 'no-such-user' on this system"
[ ! -e s ] || fail 'a store was made'
run racf-admin --store s init --owner :
expect_status 64
if [ "$(id -u)" -ne 0 ]; then
    run racf-admin --store s init --owner root
    expect_status 77
    run racf-admin --store s init --owner "$(id -un)"
    expect_status 0
    exit
fi
needs setpriv
chmod 755 "$work"
PATH=$(dirname "$(command -v racf-admin)"):$PATH
as_nobody() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
# The programs may be where nobody else may go.
as_nobody racf-admin --version >/dev/null 2>&1 || { echo 'nobody cannot run the programs here: not tested'; exit 77; }

run racf-admin --store s init --owner 65534:65534
expect_status 0
expect_equal "$(find s ! -user 65534 | head -1)" ''
expect_equal "$(stat -c %a s)" 700
run as_nobody racf-admin --store s RDEFINE APPL APPLI2I
expect_status 0

# An empty folder that is there is taken over; one that has something in it is not.
mkdir -m 700 empty full
touch full/thing
run racf-admin --store empty init --owner 65534:65534
expect_status 0
expect_equal "$(find empty ! -user 65534 | head -1)" ''
run racf-admin --store full init --owner 65534:65534
[ "$status" -ne 0 ] || fail 'a folder of root was used'
expect_equal "$(stat -c %u full)" 0

# A store of root's does not serve nobody; the hint does.
racf-admin --store r init
run as_nobody racf-admin --store r LISTUSER IBMUSER
expect_status 77
expect_err_has 'r belongs to root: work as root, or give it away as root: chown -R '
eval "$(sed -n 's/.*as root: \(chown .*\)/\1/p' err)"
run as_nobody racf-admin --store r LISTUSER IBMUSER
expect_status 0
