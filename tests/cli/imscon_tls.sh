#!/bin/bash
# TLS between IMS Connects, and with peers that have it otherwise or not at all. All certificates are
# made here.
. "$(dirname "$0")/lib.sh"
needs openssl
needs perl

# authority NAME: a CA. certificate NAME CA NAMES [ARGUMENT...]: one that is signed by it.
authority() {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$1" -days 30 \
        -keyout "$1.key" -out "$1.pem" 2>/dev/null
}
certificate() {
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$1" \
        -keyout "$1.key" -out "$1.csr" 2>/dev/null
    echo "subjectAltName=$3" >"$1.ext"
    openssl x509 -req -in "$1.csr" -CA "$2.pem" -CAkey "$2.key" -CAcreateserial -days 30 \
        -extfile "$1.ext" -out "$1.pem" 2>/dev/null
    chmod 600 "$1.key"
}
authority ca
authority elsewhere
certificate server ca DNS:localhost,IP:127.0.0.1
certificate client ca DNS:client.example
certificate named ca DNS:ims.example
certificate stranger elsewhere DNS:localhost

two_installations
own="--tls --tls-cert server.pem --tls-key server.key"
# shellcheck disable=SC2086  # lists of words, here and below
receive() { start_receiver -m "$samples/HWSCFGR1" --store receiver "$@"; }
send() { imscon-send --store sender -m member --next --tls --tls-ca ca.pem "$@"; }
lines() { printf 'one\ntwo\n' >two; }
lines
# closed_with DETAIL: so it stands in the receiver's events and in its log.
closed_with() {
    grep -qF "\"reason\":\"tls-failed\",\"messages\":0,\"detail\":\"$1" recv.out ||
        fail "no event: $1"
    grep -qF "closed: tls-failed: $1" recv.err || fail "not in the log: $1"
}

# The usual case, with a message of 10 MB: LL ZZ data, many segments.
perl -e 'print pack("nn", 32004, 0), "x" x 32000 for 1 .. 312; print pack("nn", 4, 0)' >large
# shellcheck disable=SC2086
receive $own --output raw --timeout 20s
sender_member member
run send -v --format raw large
expect_status 0
expect_out '1	ack	'
expect_err_has ' by TLSv1.3'
stop_receiver
cmp -s large recv.out || fail 'the message of 10 MB is another'

# TLS 1.2 and 1.3 of other programs, TLS 1.1, no TLS, silence. A ping is answered before a sign-on.
blanks=$(printf '%8s' '')
irm='\0P\0\0*SAMPL1*\0\0\0\0\0\0\020\0CLIENT01\0\0100\01 '"$blanks$blanks$blanks$blanks$blanks$blanks"
ping='\0\0\0l'"$irm"'\0\024\0\0PING IMS_CONNECT\0\04\0\0'
mkfifo spoken
# shellcheck disable=SC2086
receive $own --timeout 1s
for version in tls1_2 tls1_3; do
    : >answer
    openssl s_client -connect "127.0.0.1:$port" -CAfile ca.pem -verify_return_error -quiet \
        -no_ign_eof "-$version" <spoken >answer 2>/dev/null &
    client=$!
    exec 8>spoken
    printf '%b' "$ping" >&8
    until grep -q 'PING RESPONSE' answer || ! kill -0 "$client" 2>/dev/null; do
        read -rt 0.05 <> <(:)
    done
    exec 8>&-
    wait "$client"
    grep -q 'PING RESPONSE' answer || fail "no answer by $version"
done
run openssl s_client -connect "127.0.0.1:$port" -tls1_1 -cipher DEFAULT@SECLEVEL=0
expect_status 1
exec 5<>"/dev/tcp/127.0.0.1/$port" 6<>"/dev/tcp/127.0.0.1/$port" 7<>"/dev/tcp/127.0.0.1/$port"
printf '\026\003\001\002\000\001' >&5
sender_member member
run imscon-send --store sender -m member --next two
expect_status 69
expect_out_has '1	unsent	127.0.0.1:'
expect_equal "$(timeout 20 cat <&5 | wc -c)" 0
expect_equal "$(timeout 20 cat <&6 | wc -c)" 0
exec 5<&- 5>&- 6<&- 6>&- 7<&- 7>&-
stop_receiver
closed_with 'the peer offers no TLS 1.2 or later'
closed_with 'the peer speaks no TLS'
expect_equal "$(grep -c '"reason":"sign-on-timeout"' recv.out)" 3
expect_equal "$(grep -c '"tls"' recv.out)" 0

# A peer that is gone in the middle of a message, without a farewell; and one that says it.
# shellcheck disable=SC2086
receive $own --timeout 60s
for end in killed in-order; do
    : >answer
    openssl s_client -connect "127.0.0.1:$port" -quiet -no_ign_eof <spoken >answer 2>/dev/null &
    client=$!
    exec 8>spoken
    printf '%b' "$ping"'\0\0\01\0\0P' >&8
    until grep -q 'PING RESPONSE' answer; do read -rt 0.05 <> <(:); done
    [ "$end" = killed ] && kill -9 "$client"
    exec 8>&-
    wait "$client" 2>/dev/null
done
stop_receiver
expect_equal "$(grep -c '"reason":"peer-closed-in-message"' recv.out)" 2

# Certificates of the server: another CA, another name, and a name that is asked for.
receive --tls --tls-cert named.pem --tls-key named.key
sender_member member
run send two
expect_status 69
expect_out_has "1	unsent	127.0.0.1:$port: no TLS connection: its certificate is for ims.example, not for LOCALHOST"
run send --tls-name IMS.example two
expect_status 0
run imscon-send --store sender -m member --next --tls --tls-name ims.example \
    --tls-ca elsewhere.pem two
expect_status 69
expect_out_has 'no TLS connection: its certificate leads to no CA that is trusted here: issued by CN=ca'
run imscon-send --store sender -m member --tls two
expect_status 69
expect_out_has 'no TLS connection: its certificate leads to no CA that is trusted here: issued by CN=ca'
stop_receiver
closed_with 'the peer does not trust the CA of our certificate'
expect_equal "$(grep -c '"event":"verified".*"tls":"TLSv1.3"' recv.out)" 1

# Certificates of clients.
# shellcheck disable=SC2086
receive $own --tls-ca ca.pem
sender_member member s/AUTOCONN=Y/AUTOCONN=N/
run send --tls-cert client.pem --tls-key client.key two
expect_status 0
expect_equal "$(grep -c '	ack	' out)" 2
run send two
expect_status 69
expect_out_has "1	unsent	127.0.0.1:$port: the peer demands a certificate of us; it may have been taken"
run send --tls-cert stranger.pem --tls-key stranger.key two
expect_status 69
expect_out_has 'the peer does not trust the CA of our certificate'
stop_receiver
closed_with 'the client shows no certificate, and one is demanded'
closed_with 'its certificate leads to no CA that is trusted here: issued by CN=elsewhere'
expect_equal "$(grep -c '"data":' recv.out)" 2

# An ordinary client: replies, messages that are only sent, and output that is fetched.
sed 's/RACF=Y/RACF=N/' "$samples/HWSCFGR1" >unchecked
# shellcheck disable=SC2086
start_receiver -m unchecked --exec 'tr a-z A-Z' $own
client() { timeout 60 imscon-send client --to "127.0.0.1:$port" --tls --tls-ca ca.pem -t PART "$@"; }
fetch() { timeout 60 imscon-send fetch --to "127.0.0.1:$port" --tls --tls-ca ca.pem "$@"; }
run client --sync confirm --sockets 2 two
expect_status 0
expect_equal "$(grep -c '	ack	' out)" 2
expect_out_has '2	reply	TWO'
run client --commit-mode 0 --nak keep --client-id CLIENT01 two
expect_status 0
run fetch --client-id CLIENT01 --timer 50ms
expect_status 0
expect_equal "$(cut -f 3 out | sort)" 'ONE
TWO'
run client --mode send-only --exit HWSSMPL0 two
expect_status 0
stop_receiver

# TLS to a receiver that has none.
receive
sender_member member
run send two
expect_status 69
expect_out_has "1	unsent	127.0.0.1:$port: no TLS connection: the peer speaks no TLS"
stop_receiver
grep -q 'refused: malformed: .*: the peer speaks TLS' recv.err || fail 'the receiver does not say what came'

# A server of others, which sends session tickets before its answer.
csm='\0\0\0\020\0\014\0\0*CSMOKY*'
mkfifo reply
openssl s_server -accept 127.0.0.1:0 -cert server.pem -key server.key -CAfile ca.pem \
    <reply >served 2>&1 &
server=$!
exec 8>reply
until grep -q '^ACCEPT ' served; do read -rt 0.05 <> <(:); done
port=$(sed -n 's/^ACCEPT .*:\([0-9]*\).*/\1/p' served)
sender_member member 's/AUTOCONN=Y/AUTOCONN=N/'
send --encoding ascii -v two >out 2>err &
sender=$!
for number in one two; do
    until grep -aq "$number" served; do read -rt 0.05 <> <(:); done
    printf '%b' "$csm" >&8
done
wait "$sender"
status=$?
last='a server of others'
expect_status 0
expect_equal "$(grep -c '	ack	' out)" 2
expect_equal "$(grep -c ': connected to ' err)" 1
kill "$server"
exec 8>&-

# Sockets that were opened for us.
cat >inherit.pl <<'PERL'
use strict;
use IO::Socket::INET;
use POSIX ();
POSIX::close($_) for 3 .. 60;
$^F = 100;
my $socket = IO::Socket::INET->new(Listen => 5, LocalAddr => '127.0.0.1') or die $!;
die 'not descriptor 3' unless $socket->fileno == 3;
@ENV{'LISTEN_FDS', 'LISTEN_PID'} = (1, $$);
exec @ARGV or die $!;
PERL
rm -f ready
# shellcheck disable=SC2086
perl inherit.pl imscon-recv -m "$samples/HWSCFGR1" --store receiver --ready-file ready \
    --max-messages 2 $own >recv.out 2>recv.err &
receiver=$!
until [ -s ready ] || ! kill -0 "$receiver" 2>/dev/null; do read -rt 0.05 <> <(:); done
port=$(sed 's/.*://' ready)
sender_member member
run send two
expect_status 0
wait "$receiver"
expect_equal "$(grep -c '"tls":"TLSv1.3"' recv.out)" 1

# What is wrong is told before anybody connects.
wrong() {
    run imscon-recv -m "$samples/HWSCFGR1" --store receiver --listen 127.0.0.1:0 "$@"
    expect_no_output
}
wrong --tls
expect_status 64
expect_err_has '--tls where connections come in needs --tls-cert and --tls-key'
wrong --tls-cert server.pem --tls-key server.key
expect_status 64
expect_err_has '--tls-... without --tls'
wrong --tls --tls-cert server.pem
expect_status 64
wrong --tls --tls-cert missing.pem --tls-key server.key
expect_status 66
wrong --tls --tls-cert server.pem --tls-key client.key
expect_status 78
expect_err_has 'the key in client.key is not that of the certificate in server.pem'
wrong --tls --tls-cert server.key --tls-key server.key
expect_status 78
expect_err_has 'server.key has no certificate in PEM'
(umask 077 && openssl pkey -in server.key -aes256 -passout pass:secret -out encrypted.key)
wrong --tls --tls-cert server.pem --tls-key encrypted.key
expect_status 78
expect_err_has 'the key in encrypted.key is encrypted, and nobody is asked for its passphrase'
chmod 644 client.key
run send --tls-cert client.pem --tls-key client.key two
expect_status 77
expect_err_has 'client.key is open to others than its owner (mode 0644)'
expect_err_has 'chmod 600 client.key'
run imscon-send link -m member --tls --tls-ca ca.pem MSC12 two
expect_status 64
expect_err_has '--tls where connections come in needs --tls-cert and --tls-key'
run send --tls-name 'two words' two
expect_status 64

# An ordinary client: transactions, what is only sent, and what is fetched.
sed 's/RACF=Y/RACF=N/' "$samples/HWSCFGR1" >unchecked
# shellcheck disable=SC2086
start_receiver -m unchecked $own --exec 'tr a-z A-Z'
by_tls() { timeout 60 imscon-send "$1" --to "localhost:$port" --tls --tls-ca ca.pem "${@:2}"; }
lines
run by_tls client -t PART --sync confirm two
expect_status 0
expect_out '1	reply	ONE
1	ack	
2	reply	TWO
2	ack	'
run by_tls client --mode send-only -t PART --client-id CLIENT01 two
expect_status 0
run by_tls fetch --client-id CLIENT01 --timer 50ms
expect_status 0
expect_out '1	output	ONE
2	output	TWO'
stop_receiver
