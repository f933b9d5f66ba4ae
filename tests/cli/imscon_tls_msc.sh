#!/bin/bash
# An MSC link over TLS: each side accepts and connects, and demands a certificate of the other.
. "$(dirname "$0")/lib.sh"
needs openssl

# certificate NAME [ARGUMENT...]: one of an authority of its own.
certificate() {
    local name=$1
    shift
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$name" \
        -addext subjectAltName=DNS:localhost -days 30 -keyout "$name.key" -out "$name.pem" "$@" \
        2>/dev/null
    chmod 600 "$name.key"
}
certificate one
certificate two
certificate other

msc_installations

# A port that nobody has now, for the return connection.
start_receiver -m "$samples/HWSCFGR1" --store two --tls --tls-cert two.pem --tls-key two.key
return_port=$port
stop_receiver
start_partner() {
    sed "s/PORT=9999/PORT=$return_port/" "$samples/HWSCFGM2" >m2
    start_receiver -m m2 --store two --tls --tls-cert two.pem --tls-key two.key "$@"
    sed "s/PORT=8888/PORT=$port/" "$samples/HWSCFGM1" >m1
}
link() {
    imscon-send link --store one --next MSC12 --listen "127.0.0.1:$return_port" -m m1 \
        --tls --tls-cert one.pem --tls-key one.key "$@" lines
}
printf 'first\nsecond\n' >lines

# Both certificates are trusted by the other side.
start_partner --tls-ca one.pem
run link --tls-ca two.pem
expect_status 0
expect_equal "$(grep -c '	ack	$' out)" 2
expect_equal "$(grep -c '	reply	' out)" 2
stop_receiver
expect_equal "$(grep -c '"event":"verified".*"link":"MSC21","tls":"TLSv1.3"' recv.out)" 1

# The way out is not as safe as it has to be.
start_partner --tls-ca one.pem
run link --tls-ca other.pem
expect_status 69
expect_err_has 'tls-failed: its certificate leads to no CA that is trusted here: issued by CN=two'
expect_out_has '1	unsent	no connection to 127.0.0.1:'
stop_receiver
start_partner --tls-ca other.pem
run link --tls-ca two.pem
expect_status 69
expect_out_has 'tls-failed: the peer does not trust the CA of our certificate'
stop_receiver
grep -qF 'closed: tls-failed: its certificate leads to no CA that is trusted here: issued by CN=one' recv.err ||
    fail 'the receiver does not say why'

# The way back: the return listener has a certificate for another name.
openssl req -x509 -key one.key -subj /CN=one -addext subjectAltName=DNS:one.example -days 30 -out one.pem
start_partner --tls-ca one.pem
run link --tls-ca two.pem
expect_status 1
stop_receiver
grep -qF 'refused: no-return-connection: no connection to 127.0.0.1:' recv.err || fail 'no refusal'
grep -qF 'tls-failed: its certificate is for one.example, not for LOCALHOST' recv.err || fail 'no reason'
start_partner --tls-ca one.pem --tls-name one.example
run link --tls-ca two.pem
expect_status 0
stop_receiver

# A return listener in the clear is not taken.
start_partner
run imscon-send link --store one --next MSC12 --listen "127.0.0.1:$return_port" -m m1 lines
expect_status 69
stop_receiver
