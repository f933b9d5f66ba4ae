#!/bin/bash
# A store on its way to other receivers: published, carried, adopted; refused when anything about it is wrong;
# killed at every step.
. "$(dirname "$0")/lib.sh"
needs openssl

pair() {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj "/CN=$1" \
        -keyout "$1.key" -out "$1.pem" 2>/dev/null
    chmod 600 "$1.key"
}
for one in publisher first second stranger; do pair "$one"; done
two_installations >/dev/null 2>&1
unpublished_keys sender receiver >/dev/null 2>&1
racf-admin --store receiver >/dev/null <<'COMMANDS'
RALTER PTKTDATA APPLI2I.USER0002 NOAPPLDATA
SETROPTS RACLIST(PTKTDATA) REFRESH
COMMANDS
signed=(--sign publisher.pem --sign-key publisher.key)
publish() { racf-admin --store receiver publish --to first.pem --to second.pem "${signed[@]}" shelf; }
adopt() { racf-admin --store "store.$1" adopt --key "$1.key" --from publisher.pem shelf; }
generation() { racf-admin --store "store.${1:-first}" adopt --status --field generation; }
adoptions() { # STORE GENERATION: how often its adoption is on record
    racf-admin --store "store.$1" audit --event store --json >records
    grep '"action":"adopt"' records | grep -c "generation $2\"" || true
}
has_user() { racf-admin --store "store.$1" LISTUSER "$2" >/dev/null 2>&1; }
for one in first second; do racf-admin --store "store.$one" init; done

# The first generation, while a receiver runs on a store that has nothing yet but the user of its own.
run racf-admin --store store.first adopt --status
expect_out 'generation	none'
run racf-admin --store receiver publish --status shelf
expect_status 66
expect_err_has 'this store was not published'
run publish
expect_status 0
expect_out_has 'generation	1	'
expect_silence
! grep -qE 'USER0002|7A1C5E9B30D2F486' shelf/* || fail 'what was published can be read'
expect_equal "$(stat -c %a shelf shelf/* | sort -u | paste -sd ' ')" '600 700'
[ ! -e receiver/publish.next ] || fail 'keys were left in the store'
sed 's/IMSBAPPL/APPLI2I/' "$samples/HWSCFGR1" >HWSCFGR1
start_receiver -m HWSCFGR1 --store store.first --metrics metrics
sender_member member
signs_on() { imscon-send --store sender -m member -d IMSB -t PART <<<'ONE' >out 2>err; }
! signs_on || fail 'a user signs on who does not exist'
run racf-admin --store receiver publish --status shelf
expect_status 1
expect_out 'behind	first.pem
behind	second.pem'
before=$(cat store.first/master.key)
run adopt first
expect_status 0
expect_out_has 'generation	1	'
expect_silence
expect_equal "$(generation)" 1
expect_equal "$(cat store.first/master.key)" "$before"
! grep -q "$(cut -c 1-64 receiver/master.key)" store.first/master.key || fail 'the master key has travelled'
signs_on || fail 'the receiver that runs does not take the first generation'

# A used ticket stays used, and the audit log goes on, over the next generation.
ticket=$(ptkt-gen --store sender -u USER0002 -a APPLI2I --at -30s)
verify() { run ptkt-verify --store store.first -u USER0002 -a APPLI2I -- "$ticket"; }
verify
expect_status 0
racf-admin --store receiver 'ADDUSER USER0003' >/dev/null
publish >/dev/null
run adopt first
expect_status 0
has_user first USER0003 || fail 'the second generation is not in place'
verify
expect_status 1
expect_out_has 'used before'
run racf-admin --store store.first audit --verify
expect_status 0
racf-admin --store store.first audit --event store --json >records
expect_equal "$(grep -c '"action":"adopt"' records)" 2

# The receiver that runs goes by each generation: this one takes the user's access away, the next one gives
# it back.
change() { racf-admin --store receiver "$@" >/dev/null; }
change 'PERMIT APPLI2I CLASS(APPL) ID(USER0002) DELETE'
change 'SETROPTS RACLIST(APPL) REFRESH'
publish >/dev/null
adopt first >/dev/null
! signs_on || fail 'the receiver that runs does not take a generation'
refused_in=$(date +%s)
change 'PERMIT APPLI2I CLASS(APPL) ID(USER0002) ACCESS(READ)'
change 'SETROPTS RACLIST(APPL) REFRESH'
publish >/dev/null
adopt first >/dev/null
# The ticket of the second in which it was refused is used.
while [ "$(date +%s)" -le "$refused_in" ]; do read -rt 0.05 <> <(:); done
signs_on || fail 'the receiver that runs does not take the next generation'
stop_receiver
grep -q '^imscon_recv_store_generation 4' metrics || fail 'the metrics do not show the generation'
ls shelf >listed
! grep -qE '^[12][.]' listed || fail 'old generations stay in the directory'
run racf-admin --store store.first check
[ "$status" -lt 8 ] || fail 'the adopted store is not sound'

# Who has it: a receiver that lags is visible, and rotate waits.
run racf-admin --store receiver publish --status shelf
expect_status 1
expect_out_has 'current	first.pem	4	'
expect_out_has 'behind	second.pem'
rotate() { racf-admin --store receiver rotate APPLI2I.USER0002 "$@"; }
rotate --at +2h >/dev/null 2>&1 || fail 'no key was staged'
run rotate --wait-for shelf
expect_status 1
expect_err_has 'the keys have changed since the last generation'
publish >/dev/null
run rotate --wait-for shelf --within 1s
expect_status 1
expect_out_has 'behind	first.pem'
adopt first >/dev/null
run rotate --wait-for shelf --json
expect_status 1
expect_out_has '"receiver":"first.pem","current":true,"generation":5'
{ rotate --wait-for shelf --within 60s >waited; echo $? >waited.status; } &
waiter=$!
adopt second >/dev/null
wait "$waiter"
expect_equal "$(cat waited.status)" 0
for store in receiver store.first store.second; do
    racf-admin --store "$store" rotate APPLI2I.USER0002 --status --field next_check_value
done 2>&1 | sort -u >next
expect_equal "$(wc -l <next)" 1
# A report says when the generation was adopted, however often it is made again.
grep -h '^adopted' shelf/*.adopted >reported
rm shelf/*.adopted
adopt first >/dev/null
adopt second >/dev/null
expect_equal "$(grep -h '^adopted' shelf/*.adopted)" "$(cat reported)"
# Keys that change while others are waited for were not published.
publish >/dev/null
adopt first >/dev/null
paused_at waiting racf-admin --store receiver rotate APPLI2I.USER0002 --wait-for shelf --within 60s
change 'RALTER PTKTDATA APPLI2I.USER0002 DATA(CHANGED)'
adopt second >/dev/null
resume
expect_status 1
expect_err_has 'the keys have changed since the last generation'
# A report is not one that anybody could write, and nothing is said by one that was.
cp -r shelf whole
sed -i 's/^report ./report z/; s/^number .*/number 77/' shelf/*.adopted
run racf-admin --store receiver publish --status shelf
expect_status 1
expect_out 'behind	first.pem
behind	second.pem'
rm shelf/*.adopted
for one in whole/*.adopted; do mkfifo "shelf/${one##*/}"; done
run timeout 20 racf-admin --store receiver publish --status shelf
expect_status 65
rm -rf shelf && mv whole shelf
rotate --abort >/dev/null

# What happened at a receiver stays: a revocation, a password that the user changed. What the publisher says
# since counts.
local_change() { racf-admin --store store.first "$@" >/dev/null; }
is_revoked() { racf-admin --store "store.first" LISTUSER "$1" | grep -q 'ATTRIBUTES=.*REVOKED'; }
local_change 'ALTUSER USER0003 REVOKE'
change 'ALTUSER USER0002 REVOKE'
publish >/dev/null
adopt first >/dev/null
is_revoked USER0003 || fail 'a generation resumes a user who was revoked here'
is_revoked USER0002 || fail 'a revocation by the publisher does not arrive'
change 'ALTUSER USER0002 RESUME'
publish >/dev/null
adopt first >/dev/null
! is_revoked USER0002 || fail 'a user whom the publisher resumes stays revoked'
is_revoked USER0003 || fail 'a second generation resumes a user who was revoked here'
local_change 'ALTUSER USER0003 RESUME'
publish >/dev/null
adopt first >/dev/null
! is_revoked USER0003 || fail 'a user who was resumed here is revoked'

# So it is with a date that has come, and with the connection to a group.
local_change "ALTUSER USER0003 REVOKE($(date -u -d yesterday +%m/%d/%y))"
local_change 'CONNECT USER0002 GROUP(SYS1) REVOKE'
change 'CONNECT USER0002 GROUP(SYS1)'
change "ALTUSER USER0003 REVOKE($(date -u -d '10 days' +%m/%d/%y)) RESUME($(date -u -d '20 days' +%m/%d/%y))"
publish >/dev/null
adopt first >/dev/null
is_revoked USER0003 || fail 'a user whose date of revocation has come is resumed'
local_change 'ALTUSER USER0003 RESUME'
local_change 'CONNECT USER0002 GROUP(SYS1) REVOKE'
change 'ADDUSER ANY'
publish >/dev/null
adopt first >/dev/null
local_change 'LISTUSER USER0002' || fail 'the user is gone'
racf-admin --store store.first LISTUSER USER0002 | grep -A4 'GROUP=SYS1' | grep -q 'REVOKED' ||
    fail 'a connection that was revoked here is resumed'
! is_revoked USER0003 || fail 'a user who was resumed here is revoked'

# A profile that is damaged here keeps no generation away: its copy says what happened to the user, and
# without one the user is revoked.
damage() { sed -i '1s/^/# /' "$1"; }
mine=store.first/adopted/users/USER0003.toml
local_change 'ALTUSER USER0003 REVOKE'
damage "$mine"
change 'ALTUSER USER0003 NAME(ONE)'
publish >/dev/null
run adopt first
expect_status 0
expect_err_has "USER0003.toml was damaged or missing: what happened here to the user was taken from its copy"
is_revoked USER0003 || fail 'the copy was not looked at'
local_change 'ALTUSER USER0003 RESUME'
damage "$mine"
rm store.first/adopted/copies/users/USER0003.toml
change 'ALTUSER USER0003 NAME(TWO)'
publish >/dev/null
run adopt first
expect_status 0
expect_err_has 'the user is revoked here'
is_revoked USER0003 || fail 'a user of whom nothing is known may sign on'
local_change 'ALTUSER USER0003 RESUME'
damage store.first/adopted/published/USER0002.toml
run racf-admin --store store.first check
expect_status 8
expect_out_has 'published user USER0002'

# Whatever is wrong with a generation, the store stays as it is.
number=$(generation)
change 'ADDUSER USER0004'
publish >/dev/null
next=$((number + 1))
cp -r shelf whole
again() { rm -rf shelf && cp -r whole shelf; }
stays() { # WHAT STATUS
    [ "$status" -eq "$2" ] || fail "$1: expected status $2"
    expect_equal "$(generation)" "$number"
    ! has_user first USER0004 || fail "$1: it was adopted"
}
# No signature covers versions and names of types in a message, and nothing goes by them: what is altered there
# leaves what was published as it is.
altered() { # WHAT
    rm -rf store.trial && cp -a store.first store.trial
    run racf-admin --store store.trial adopt --key first.key --from publisher.pem shelf
    case $file:$status in
    *:65 | *:77) expect_equal "$(generation trial)" "$number" ;;
    *.cms:0) [ "$(grep '^digest' store.trial/adopted/generation.toml)" = "$whole" ] ||
        fail "$1 altered: something else was adopted" ;;
    *) fail "$1 altered: it was adopted" ;;
    esac
}
cp -a store.first store.whole
racf-admin --store store.whole adopt --key first.key --from publisher.pem shelf >/dev/null
whole=$(grep '^digest' store.whole/adopted/generation.toml)
openssl x509 -in first.pem -noout -pubkey | openssl pkey -pubin -outform DER |
    openssl dgst -sha256 -r | cut -c 1-12 >first.id
mine=shelf/$next.$(cat first.id).cms
for file in "shelf/$next.archive" "$mine"; do
    size=$(stat -c %s "$file")
    for part in 0 1 2 3 4 5 6 7 8 9 10 11 12; do
        at=$((part * (size - 2) / 12))
        was=$(od -An -tu1 -j "$at" -N 1 "$file")
        # Another letter of base64, another byte of the archive; not a line end, which means nothing.
        [ "$was" -ne 10 ] || continue
        printf '%b' "\\x$(printf '%02x' $((was == 65 ? 66 : 65)))" |
            dd of="$file" bs=1 seek="$at" conv=notrunc 2>/dev/null
        altered "byte $at of ${file##*/}"
        again
    done
    truncate -s $((size / 2)) "$file"
    run adopt first
    stays "${file##*/} cut off" 65
    again
done
cp "shelf/$number.archive" "shelf/$next.archive"
run adopt first
stays 'the archive of another generation' 65
again
rm "shelf/$next.archive"
run adopt first
stays 'a directory that is not complete' 75
again
for file in "shelf/$next.archive" "$mine"; do
    rm "$file" && mkfifo "$file"
    run timeout 20 racf-admin --store store.first adopt --key first.key --from publisher.pem shelf
    stays "a pipe in the place of ${file##*/}" 65
    again
done
run racf-admin --store store.first adopt --key first.key --from publisher.pem --not-older-than $((next + 1)) shelf
stays 'one that is older than asked for' 77
cp "shelf/$number.$(cat first.id).cms" "$mine"
run adopt first
stays 'the message of another generation' 77
again
run racf-admin --store store.first adopt --key first.key --from stranger.pem shelf
stays 'another publisher' 77
run racf-admin --store store.first adopt --key stranger.key --from publisher.pem shelf
stays 'a receiver that it is not for' 77
for file in shelf/"$next".*.cms; do [ "$file" = "$mine" ] || cp "$file" "$mine"; done
run adopt first
stays 'a message for another receiver' 77
again

# What is older is refused, also under the name of what comes next.
adopt first >/dev/null
number=$next
rm shelf/"$number".*
run adopt first
expect_status 77
expect_err_has 'is older than'
expect_equal "$(generation)" "$number"
again

# A store that does not know its number takes none, unless it is told which one it may.
rm -rf store.trial && cp -a store.first store.trial
rm store.trial/adopted/generation.toml
trial() { racf-admin --store store.trial adopt --key first.key --from publisher.pem "$@" shelf; }
run trial
expect_status 78
expect_err_has 'which generation the store has is not known'
expect_err_has 'not-older-than NUMBER'
run trial --not-older-than $((number + 1))
expect_status 77
run trial --not-older-than "$number"
expect_status 0
expect_equal "$(generation trial)" "$number"

# Two more are published while one is adopted: the archive that it wants is gone, and it takes the newest.
change 'ADDUSER OVERTAKE'
publish >/dev/null
paused_at opened racf-admin --store store.first adopt --key first.key --from publisher.pem shelf
publish >/dev/null
publish >/dev/null
resume
expect_status 0
number=$((number + 3))
expect_equal "$(generation)" "$number"
# What a receiver has no use for any longer goes from its directory too.
touch shelf/1.archive "shelf/$((number - 1)).archive"
run adopt first
expect_status 0
expect_equal "$(find shelf -name '1.archive')" ''
[ -e "shelf/$((number - 1)).archive" ] || fail 'the generation before the last was removed'

# Killed at every step of publishing: receivers take what is there, and the next run is another generation.
for step in numbered sealed archived sent; do
    change "ADDUSER P$number"
    stopped_at "$step" racf-admin --store receiver publish --to first.pem --to second.pem "${signed[@]}" shelf
    run adopt first
    expect_status 0
    case $step in
        sent) wanted=$((number + 1)) ;;
        *) wanted=$number ;;
    esac
    # The first of the receivers was sent its message.
    expect_equal "$(generation)" "$wanted"
    run publish
    expect_status 0
    run adopt first
    expect_status 0
    has_user first "P$number" || fail "$step: the change was not published"
    number=$(generation)
done
[ ! -e receiver/publish.next ] || fail 'keys were left in the store'

# Killed at every step of adopting: the old generation or the new one, and the next run completes it.
for step in opened verified built sealed exchanged cleared; do
    change "ADDUSER A$number"
    publish >/dev/null
    stopped_at "$step" racf-admin --store store.first adopt --key first.key --from publisher.pem shelf
    expect_status 137
    case $step in
        exchanged | cleared) wanted=$((number + 1)) ;;
        *) wanted=$number ;;
    esac
    expect_equal "$(generation)" "$wanted"
    has_user first USER0004 || fail "$step: the store is damaged"
    run racf-admin --store store.first check
    [ "$status" -lt 8 ] || fail "$step: the store is not sound"
    run racf-admin --store receiver publish --status shelf
    expect_status 1
    run adopt first
    expect_status 0
    number=$((number + 1))
    expect_equal "$(generation)" "$number"
    has_user first "A$((number - 1))" || fail "$step: the new generation is not in place"
    [ ! -e store.first/adopted.next ] || fail "$step: the generation before was left"
    expect_equal "$(adoptions first "$number")" 1
done
# The same for the first one, which moves the profiles of a store that had its own.
for step in built sealed exchanged; do
    rm -rf store.third
    racf-admin --store store.third init
    stopped_at "$step" racf-admin --store store.third adopt --key second.key --from publisher.pem shelf
    expect_status 137
    has_user third IBMUSER || fail "$step: the store is damaged"
    run racf-admin --store store.third adopt --key second.key --from publisher.pem shelf
    expect_status 0
    expect_equal "$(generation third)" "$number"
    [ ! -e store.third/users ] || fail "$step: the profiles of before were left"
    expect_equal "$(adoptions third "$number")" 1
    run racf-admin --store store.third check
    [ "$status" -lt 8 ] || fail "$step: the store is not sound"
done

# What no receiver could use is not published: damage, links, names that no profile has.
refused() { # WHAT MESSAGE
    run publish
    [ "$status" -eq 78 ] || fail "$1: it was published"
    expect_err_has "$2"
    [ ! -e receiver/publish.next ] || fail "$1: keys were left in the store"
    rm -rf receiver && cp -a receiver.sound receiver
}
rm -rf receiver.sound && cp -a receiver receiver.sound
damage receiver/users/USER0002.toml
refused 'a damaged user' 'USER0002.toml'
damage receiver/setropts.toml
refused 'damaged options' 'setropts.toml'
truncate -s -1 receiver/snapshots/PTKTDATA.snap
refused 'a damaged snapshot' 'PTKTDATA'
rm -r receiver/users
refused 'a store without users' 'IBMUSER'
mv receiver/groups elsewhere && ln -s ../elsewhere receiver/groups
refused 'a directory that is a link' 'receiver/groups cannot be published: it is a symbolic link'
rm -r elsewhere
for name in $'users/A
B.toml' 'users/deeper/still/A.toml'; do
    mkdir -p "receiver/${name%/*}" && cp receiver/users/USER0002.toml "receiver/$name"
    refused 'a stray name' 'no profile or key has such a name'
done
: >shelf/1000000000000.archive
refused 'a number far ahead' 'shelf/1000000000000.archive is far ahead of this store'
rm shelf/1000000000000.archive
run publish
expect_status 0
run adopt first
expect_status 0
number=$(generation)

# A receiver becomes the publisher: the numbers go on.
run racf-admin --store store.first publish --to second.pem "${signed[@]}" shelf
expect_status 0
run adopt second
expect_status 0
expect_equal "$(generation second)" $((number + 1))
run racf-admin --store store.first adopt --key second.key --from publisher.pem shelf
expect_status 77
expect_err_has "this store is itself the publisher of a generation $((number + 1))"

# What makes no sense is refused before anything is done.
for words in 'publish shelf' 'publish --to first.pem shelf' 'adopt shelf' 'adopt --status shelf' 'adopt' \
    'publish --status --to first.pem shelf' 'rotate APPLI2I --within 5s' 'rotate APPLI2I --wait-for shelf --abort'; do
    # shellcheck disable=SC2086  # the words of a command line
    run racf-admin --store store.first $words
    expect_status 64
done
run racf-admin --store receiver publish --to first.pem --to first.pem "${signed[@]}" shelf
expect_status 64
