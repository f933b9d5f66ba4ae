#!/bin/bash
# new-link: what it prints and carries out makes a link over which a message comes.
. "$(dirname "$0")/lib.sh"
needs openssl

link=(--appl APPLI2I --user USER0002 --to localhost)
run racf-admin new-link "${link[@]}"
expect_status 0
expect_silence
expect_out_has 'RMTIMSCON=(ID=LOCALHOS,HOSTNAME=localhost,PORT=9999,'
expect_out_has 'RDEFINE PTKTDATA APPLI2I UACC(NONE) SSIGNON(EPTKEYLABEL(PTKT.APPLI2I))'
expect_out_has 'ADDUSER USER0002 PASSWORD(password)'
! grep -q 'z/OS' out || fail 'z/OS was not asked for'
cp out text
printf 'json = true\n[racf-admin]\nfield = "rc"\n' >habits
for habit in PTKT_JSON=1 PTKT_RACF_ADMIN_FIELD=rc PTKT_CONFIG=habits; do
    run env $habit racf-admin new-link "${link[@]}"
    expect_status 0
    cmp -s out text || fail "another text with $habit"
done
for form in --json --field=rc; do
    run racf-admin new-link "${link[@]}" $form
    expect_status 64
done
run racf-admin new-link --json --show-config
expect_status 0
run racf-admin new-link "${link[@]}" --zos
expect_out_has 'racf-admin rotate APPLI2I --emit icsf --output icsf.txt'

# Each end carries out its part, and each command is shown without its password.
racf-admin --store sender init
racf-admin --store receiver init
run racf-admin --store sender new-link "${link[@]}" --apply sender
expect_status 0
expect_out_has 'SETROPTS RACLIST(PTKTDATA) REFRESH'
expect_out_has '--- The receiver: its store'
! grep -q -- '--- The sender: its store' out || fail 'what is done is to be done'
cp out sender.txt
run racf-admin --store receiver new-link "${link[@]}" --apply receiver
expect_status 0
expect_out_has 'ADDUSER USER0002 PASSWORD(********)'
expect_out_has 'PERMIT APPLI2I CLASS(APPL) ID(USER0002) ACCESS(READ)'
cp out receiver.txt

# The key goes over as the text says.
for end in sender receiver; do
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=$end \
        -keyout $end.key -out $end.pem 2>/dev/null
    chmod 600 $end.key
done
racf-admin --store sender key wrap APPLI2I --to receiver.pem --sign sender.pem --sign-key sender.key |
    racf-admin --store receiver key unwrap --expect APPLI2I --key receiver.key --from sender.pem 2>err
expect_equal "$(racf-admin --store sender key check-value APPLI2I)" \
    "$(racf-admin --store receiver key check-value APPLI2I)"

# The statements of the members are those that the text shows.
sed -n '/^--- The receiver: its member/,/^$/p' sender.txt | grep -v '^---' >HWSCFGR1
start_receiver --store receiver -m HWSCFGR1
{
    printf 'HWS=(ID=HWSA,RACF=Y)\nTCPIP=(PORTID=(9998))\n'
    sed -n '/^--- The sender: its member/,/^$/p' receiver.txt | grep -v '^---' | sed "s/PORT=9999/PORT=$port/"
} >HWSCFGS1
run imscon-send --store sender -m HWSCFGS1 -d IMS1 -t PART <<<'ORDER 4711'
expect_status 0
stop_receiver

# The printed z/OS commands are RACF's, and so are those for a store.
racf-admin --store zos init
racf-admin new-link "${link[@]}" --zos | sed -n '/^--- z.OS as the receiver/,/^$/p' | grep -v '^---' >zos.racf
racf-admin --store zos "ADDUSER USER0002 PASSWORD(PASS0001)"
racf-admin --store zos key generate PTKT.APPLI2I
run racf-admin --store zos -f zos.racf
[ "$status" -le 4 ] || fail 'the commands for z/OS are refused'

# Done twice: the sender's key is not replaced, and what the receiver has stays.
run racf-admin --store sender new-link "${link[@]}" --apply sender
expect_status 73
expect_err_has 'racf-admin rotate APPLI2I'
run racf-admin --store receiver new-link "${link[@]}" --apply receiver
expect_status 0
! grep -q 'ADDUSER USER0002 PASSWORD(\*' out || fail 'the user is made again'

# Mistakes are said before anything is done.
run racf-admin --store zos new-link --appl APPLI2I --user USER0002
expect_status 64
for target in '' 'a b' 'host:' 'host:0' 'host:70000' 'host:99x' 'x(y'; do
    run racf-admin --store zos new-link --appl APPLI3I --user USER0002 --to "$target" --apply sender
    [ "$status" -eq 64 ] || [ "$status" -eq 65 ] || fail "'$target' is taken as a target"
done
run racf-admin --store zos key list
! grep -q APPLI3I out || fail 'a key was made'
