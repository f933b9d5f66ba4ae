#!/bin/bash
# The master key: in the store, outside of it by file, descriptor and credential, and its exchange,
# which keeps every key open wherever it is cut off.
. "$(dirname "$0")/lib.sh"

master() { head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n'; }
define() {
    racf-admin --store "$1" init
    racf-admin --store "$1" key generate MY.KEY
    racf-admin --store "$1" >/dev/null <<'COMMANDS'
SETROPTS CLASSACT(PTKTDATA) RACLIST(PTKTDATA)
ADDUSER USER0002 PASSWORD(TEST0002)
RDEFINE PTKTDATA APPLI2I SSIGNON(KEYMASKED(E001193519561977))
RDEFINE PTKTDATA APPLI2J SSIGNON(EPTKEYLABEL(MY.KEY) KEYENCRYPTED(123456789ABCDEF0))
SETROPTS RACLIST(PTKTDATA) REFRESH
COMMANDS
    racf-admin --store "$1" rotate APPLI2I -q --grace 1d
    racf-admin --store "$1" rotate APPLI2I -q --at +1d
}
# Everything that is sealed, by its check value, as tickets are made from it, and as checks see it.
values() {
    for profile in APPLI2I APPLI2J; do
        racf-admin "$@" key check-value $profile
        ptkt-gen "$@" -u USER0002 -a $profile --at @1795341600
        ptkt-gen "$@" -u USER0002 -a $profile --type legacy --at @1795341600
    done
}

# The store's own: a random new one, and nothing that was sealed under the old one stays.
define s
before=$(values --store s)
old_master=$(cat s/master.key)
cp -r s/vault vault.old
run racf-admin --store s rekey
expect_status 0
expect_err_has 'sealed under the new master key'
expect_equal "$(values --store s)" "$before"
[ "$old_master" != "$(cat s/master.key)" ] || fail 'the master key is the old one'
[ ! -e s/rekey.toml ] || fail 'both keys still open'
cp vault.old/MY.KEY.toml s/vault/MY.KEY.toml
run ptkt-gen --store s -u USER0002 -a APPLI2J
[ "$status" -ne 0 ] || fail 'what was sealed under the old key still opens'

# kill -9 at each step: everything opens in between, and the next run completes it.
for step in pair sealed snapshots master; do
    rm -rf s
    define s
    before=$(values --store s)
    old_master=$(cat s/master.key)
    stopped_at "$step" racf-admin --store s rekey
    expect_status 137
    expect_equal "$(values --store s)" "$before"
    run racf-admin --store s rekey
    expect_status 0
    expect_equal "$(values --store s)" "$before"
    [ "$old_master" != "$(cat s/master.key)" ] || fail 'the master key is the old one'
    [ ! -e s/rekey.toml ] || fail 'both keys still open'
done

# A key that checks do not see yet stays so: the exchange is no REFRESH.
racf-admin --store s RALTER PTKTDATA APPLI2I 'SSIGNON(KEYMASKED(0123456789ABCDEF))' >/dev/null 2>&1
seen=$(ptkt-gen --store s -u USER0002 -a APPLI2I --at @1795341600)
run racf-admin --store s rekey
expect_equal "$(ptkt-gen --store s -u USER0002 -a APPLI2I --at @1795341600)" "$seen"

# Outside of the store: the file is only moved. From a file, a descriptor, a credential, settings.
before=$(values --store s)
mv s/master.key master.key
run ptkt-gen --store s -u USER0002 -a APPLI2I
expect_status 78
expect_err_has 'with --master-key where it is'
expect_equal "$(values --store s --master-key master.key)" "$before"
run ptkt-gen --store s -u USER0002 -a APPLI2I --master-key fd:7 7<master.key
expect_status 0
mkdir credentials
cp master.key credentials/ptkt.master
export CREDENTIALS_DIRECTORY=$work/credentials PTKT_MASTER_KEY=cred:ptkt.master
expect_equal "$(values --store s)" "$before"
run ptkt-verify --store s -u USER0002 -a APPLI2I --no-record -- "$(ptkt-gen --store s -u USER0002 -a APPLI2I)"
expect_status 0
run racf-admin --store s rotate APPLI2I --status
expect_status 1
expect_out_has 'not in force: SETROPTS RACLIST(PTKTDATA) REFRESH is needed'
unset CREDENTIALS_DIRECTORY PTKT_MASTER_KEY
chmod 644 master.key
run ptkt-gen --store s -u USER0002 -a APPLI2I --master-key master.key
expect_status 77
chmod 600 master.key
echo "no key" >bad.key
chmod 600 bad.key
run ptkt-gen --store s -u USER0002 -a APPLI2I --master-key bad.key
expect_status 78

# Its exchange: both keys open until --finish, then only the new one.
master >new.key
chmod 600 new.key
run racf-admin --store s --master-key master.key rekey
expect_status 64
run racf-admin --store s rekey --master-key master.key --new-master-key new.key
expect_status 0
expect_err_has 'the old one opens everything too until --finish'
expect_equal "$(values --store s --master-key master.key)" "$before"
expect_equal "$(values --store s --master-key new.key)" "$before"
run racf-admin --store s rekey --master-key new.key --finish
expect_status 0
expect_equal "$(values --store s --master-key new.key)" "$before"
run ptkt-gen --store s -u USER0002 -a APPLI2I --master-key master.key
expect_status 78
run racf-admin --store s rekey --finish
expect_status 64

# A new store without a master key of its own.
run racf-admin --store outside --master-key new.key init
expect_status 0
[ ! -e outside/master.key ] || fail 'the master key is in the store'
run racf-admin --store outside --master-key new.key key generate MY.KEY
expect_status 0
! grep -rq "$(cat new.key)" s outside out err || fail 'a master key is to be seen'

# A wrong master key seals nothing: what only it opens would be lost.
for name in wrong other; do (umask 077 && master >$name.key); done
run racf-admin --store outside --master-key wrong.key key generate ANOTHER.KEY
expect_status 78
expect_err_has 'not the one that the keys of this store are sealed under'
racf-admin --store outside --master-key new.key >/dev/null <<'COMMANDS'
SETROPTS CLASSACT(PTKTDATA) RACLIST(PTKTDATA)
RDEFINE PTKTDATA APPLI2I SSIGNON(KEYMASKED(E001193519561977))
SETROPTS RACLIST(PTKTDATA) REFRESH
COMMANDS
ticket=$(ptkt-gen --store outside --master-key new.key -u USER0002 -a APPLI2I --at @1795341600)
run racf-admin --store outside --master-key wrong.key rotate APPLI2I
[ "$status" -ne 0 ] || fail 'rotated under a wrong master key'
expect_equal "$(ptkt-gen --store outside --master-key new.key -u USER0002 -a APPLI2I \
    --at @1795341600)" "$ticket"

# Nor does a change begin under one, and a change that is under way has one new key.
run racf-admin --store outside rekey --master-key wrong.key --new-master-key other.key
expect_status 78
[ ! -e outside/rekey.toml ] || fail 'a change began under a wrong master key'
run racf-admin --store outside rekey --master-key new.key --new-master-key other.key
expect_status 0
run racf-admin --store outside rekey --master-key new.key --new-master-key wrong.key
expect_status 77
expect_err_has 'a change to another new master key is under way'
run racf-admin --store outside rekey --master-key other.key --finish
expect_status 0
expect_equal "$(ptkt-gen --store outside --master-key other.key -u USER0002 -a APPLI2I \
    --at @1795341600)" "$ticket"
