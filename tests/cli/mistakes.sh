#!/bin/bash
# Mistakes that people make: mistakes.table has for each the command line, all that it prints, and its exit
# status. What is printed says what is wrong and what to do, and shows nothing that may be a key.
. "$(dirname "$0")/lib.sh"
needs openssl iconv

two_installations 2>/dev/null
export PTKT_STORE=$PWD/receiver
cp "$samples"/HWSCFG* .
cp "$samples/seed-sender.racf" seed.racf
printf 'ORDER 4711\n' >orders.txt

echo E001193519561977 >open.key
chmod 644 open.key
(umask 077 && echo E0011935 >short.key && echo PASSTICKETKEY123 >text.key)
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost \
    -keyout cert.key -out cert.pem 2>/dev/null

printf 'USER0002 APPLI2I\nUSER0002\n' >bad.batch
printf 'USER0002 APPLI2I 0BRXPWHV yesterday\n' >bad.tickets
printf '[ptkt-gen]\ntpye = "legacy"\n' >bad.toml
sed 's/PORT=8888/PROT=8888/' HWSCFGS1 >bad.member
sed 's/HWSBUSR/HWSBÜSR/' HWSCFGR1 | iconv -f UTF-8 -t ISO-8859-1 >latin1.member
(cat HWSCFGR1 && printf '\x1a') >sub.member
iconv -f UTF-8 -t IBM1047 HWSCFGR1 >ebcdic.member
iconv -f UTF-8 -t IBM1047 seed.racf >ebcdic.racf

# try COMMAND STATUS, with what is to be printed in the file expected.
count=0
try() {
    count=$((count + 1))
    run bash -c "$1"
    cat err >>out
    last=$1
    expect_status "$2"
    cmp -s out expected || fail "expected: $(cat expected)"
    ! grep -qiE '[0-9A-F]{15}' out || fail 'what may be a key is shown'
}

: >expected
while IFS= read -r line; do
    case $line in
    '$ '*) command=${line#??} ;;
    '= '*)
        try "$command" "${line#= }" </dev/null
        : >expected
        ;;
    '' | '# '*) ;;
    *) printf '%s\n' "$line" >>expected ;;
    esac
done <"$here/mistakes.table"
[ "$count" -ge 100 ] || fail "only $count mistakes were made"
