#!/bin/bash
# SIGHUP: certificate, key and CAs are read again for the connections to come. Those that are there
# stay as they are, and files that are of no use change nothing.
. "$(dirname "$0")/lib.sh"
needs openssl

# certificate NAME: one that stands for itself, in NAME.pem and NAME.key.
certificate() {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$1" -days 30 \
        -addext 'subjectAltName=DNS:localhost,IP:127.0.0.1' -keyout "$1.key" -out "$1.pem" 2>/dev/null
    chmod 600 "$1.key"
}
certificate old
certificate new
# use NAME: what both ends have as theirs from the next reading on.
use() { cp "$1.pem" own.pem && cp -p "$1.key" own.key; }
# told FILE WORDS COUNT: waits until they are there.
told() { until [ "$(grep -cF "$2" "$1")" -ge "$3" ]; do read -rt 0.05 <> <(:); done; }
again='certificates were read again'
kept='certificates were not read again, those of before stay in use: '

two_installations
use old
start_receiver -m "$samples/HWSCFGR1" --store receiver --tls --tls-cert own.pem --tls-key own.key
sender_member member s/AUTOCONN=Y/AUTOCONN=N/
send() { imscon-send --store sender -m member --next --tls "$@"; }
echo hello >one
run send --tls-ca old.pem one
expect_status 0

# A sender that stays connected over the change.
mkfifo lines && touch sent sent.err
send --tls-ca old.pem <lines >sent 2>sent.err &
sender=$!
exec 8>lines
echo before >&8
told sent '1	ack' 1

use new
kill -HUP "$receiver"
told recv.err "$again" 1
run send --tls-ca new.pem one
expect_status 0
run send --tls-ca old.pem one
expect_status 69
expect_out_has 'no TLS connection: its certificate '
echo after >&8
exec 8>&-
wait "$sender"
expect_equal "$(cat sent)" '1	ack	
2	ack	'

# Files that do not fit together, or are open to others, change nothing.
cp -p old.key own.key
kill -HUP "$receiver"
told recv.err "${kept}the key in own.key is not that of the certificate in own.pem" 1
run send --tls-ca new.pem one
expect_status 0
use new
chmod 640 own.key
kill -HUP "$receiver"
told recv.err "${kept}own.key is open to others than its owner" 1
rm own.pem
kill -HUP "$receiver"
told recv.err "${kept}" 3
run send --tls-ca new.pem one
expect_status 0

# A sender reads the CAs again that it trusts.
cp old.pem trusted.pem
imscon-send --store sender -m member --next --tls --tls-ca trusted.pem --retry 9 <lines >sent \
    2>sent.err &
sender=$!
exec 8>lines
echo refused >&8
told sent.err 'trying again in' 1
cp new.pem trusted.pem
kill -HUP "$sender"
told sent.err "$again" 1
exec 8>&-
wait "$sender"
status=$?
last='a sender that reads its CAs again'
expect_status 0
expect_equal "$(cat sent)" '1	ack	'
stop_receiver
expect_equal "$(grep -cF "$again" recv.err)" 1

# Without --tls there is nothing to be read: a receiver goes on.
start_receiver -m "$samples/HWSCFGR1" --store receiver
kill -HUP "$receiver"
sender_member member
run imscon-send --store sender -m member --next one
expect_status 0
stop_receiver
grep -qF 'certificates' recv.err && fail 'it has read certificates'
true
