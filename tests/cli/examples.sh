#!/bin/bash
# Every command that the README and the EXAMPLES of the man pages show, run as it stands: each document
# in a directory of its own, its blocks in their order. A block that starts a receiver leaves it running
# until the next one does, or the document ends.

# The examples name the ports of the samples. With a network of their own nobody else has them.
if [ -z "${PTKT_TEST_OWN_NETWORK-}" ] && unshare -rn true 2>/dev/null; then
    exec unshare -rn env PTKT_TEST_OWN_NETWORK=1 bash "$0"
fi
. "$(dirname "$0")/lib.sh"
needs awk openssl
[ -z "${PTKT_TEST_OWN_NETWORK-}" ] || ip link set lo up

sources=$here/../..
mkdir shims documents
mkfifo never
real_receiver=$(command -v imscon-recv)
# The receiver's process, for whoever is to stop it.
printf '#!/bin/sh\ncase $1 in ctl | spool) ;; *) echo $$ >"%s" ;; esac\nexec "%s" "$@"\n' \
    "$work/pid" "$real_receiver" >shims/imscon-recv
# The other machine is a folder, with the store of its own.
printf '#!/bin/sh\nshift\ncd "%s/peer" && PTKT_STORE=../receiver exec "$@"\n' '$PTKT_TEST_SCENE' |
    sed "s/'//g" >shims/ssh
chmod +x shims/*
PATH=$work/shims:$PATH

end_receiver() {
    [ -n "${serving-}" ] || return 0
    kill "$(cat "$work/pid")" 2>/dev/null
    wait "$serving"
    status=$?
    serving=''
    cp served out
    cp served.err err
    expect_status 0
}

# serve BLOCK: one that ends with a receiver, which is ready when this returns.
serve() {
    end_receiver
    rm -f ready
    PTKT_IMSCON_RECV_READY_FILE=ready bash -e "$1" >served 2>served.err &
    serving=$!
    until [ -s ready ]; do
        kill -0 "$serving" 2>/dev/null || { fail "no receiver: $(cat served.err)"; break; }
        read -r -t 0.02 _ <>"$work/never" || true
    done
}

# show BLOCK: a transcript. What its commands print is what stands there; after "..." anything may come.
show() {
    awk 'BEGIN { n = 0 }
         /^\$ / { n++; print substr($0, 3) > ("cmd." n); printf "" > ("expected." n); next }
         /^> / { print substr($0, 3) > ("cmd." n); next }
         { print > ("expected." n) }' "$1"
    local n
    for ((n = 1; ; n++)); do
        [ -e "cmd.$n" ] || break
        last=$(cat "cmd.$n")
        bash "cmd.$n" >out 2>&1
        if grep -qx '\.\.\.' "expected.$n"; then
            sed -i '/^\.\.\.$/,$d' "expected.$n"
            head -n "$(wc -l <"expected.$n")" out >out.head
            mv out.head out
        fi
        cmp -s out "expected.$n" || fail "expected: $(cat "expected.$n")"
    done
}

is_receiver() { grep -qE '^imscon-recv .*(-m|--member) ' "$1" && ! grep -q 'imscon-recv \(ctl\|spool\)' "$1"; }

# A person does not type two examples in one second, in which they would have the same ticket.
printf 'E001193519561977\n' >key
chmod 600 key
next_second() { ptkt-gen --next -u USER0002 -a APPLI2I -k "$work/key" >/dev/null; }

# run_blocks DOCUMENT [AWK-SETTING...]: calls before_block with each one, and after_start with
# each one that started a receiver.
run_blocks() {
    local name block
    name=$(basename "$1" .scd)
    mkdir "$work/documents/$name"
    awk -v out="$work/documents/$name" "${@:2}" -f "$here/examples.awk" "$1"
    for block in "$work/documents/$name"/*; do
        [ -e "$block" ] || { fail "$name has no examples"; break; }
        ! grep -qE "ptkt-|imscon-" "$block" || next_second
        before_block "$block"
        last="$name: $(cat "$block")"
        case $block in
        *.console) show "$block" ;;
        *.sh)
            if is_receiver "$block"; then
                serve "$block"
                after_start "$block"
            else
                status=0
                bash -e "$block" >out 2>err || status=$?
                expect_status 0
            fi
            ;;
        esac
    done
    end_receiver
}

# What the README says stands in it; nothing is prepared. Packages and builds are the business of the
# jobs that it names.
mkdir "$work/readme" && cd "$work/readme" || exit 70
before_block() { :; }
after_start() { :; }
run_blocks "$sources/README.md" -v form=md -v skip='|Install|Build and test|'
expect_equal "$(ls "$work/documents/README.md" | wc -l)" 10

# prepare PAGE: what its examples suppose: the two installations of the samples, or an empty directory.
prepare() {
    case $1 in
    racf-admin.1) grep -v DELUSER "$samples/seed-receiver.racf" |
        sed s/E001193519561977/7A1C5E9B30D2F486/ >define.racf ;;
    racf-admin-commands.7) racf-admin --store store init ;;
    ptkt-store.5) ;;
    imscon-send.1)
        two_installations 2>/dev/null
        msc_installations
        make_messages
        make_certificate
        ;;
    ptkt-rotate.7)
        two_installations 2>/dev/null
        prepare_peer
        ;;
    *)
        two_installations 2>/dev/null
        cp -a receiver store
        ;;
    esac
    cp "$samples"/HWSCFG* "$samples"/DFSYDT* .
}

make_messages() {
    printf 'ORDER 4711\nORDER 4712\n' >orders.txt
    echo 'ORDER 4713' >order.txt
    echo '{"tran":"PART","data":"ORDER 4714"}' >messages.ndjson
}

make_certificate() {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost \
        -addext subjectAltName=DNS:localhost -keyout hwsb.key -out hwsb.pem 2>/dev/null
}

# The other end of a rotation has a key pair of its own, and the store of the receiver. Its certificate
# of us is the one that the first example makes.
prepare_peer() {
    mkdir peer
    ln -s ../own.pem peer/peer.pem
    (cd peer && openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=peer \
        -keyout own.key -out own.pem 2>/dev/null)
    cp peer/own.pem peer.pem
}

# A receiver for the sender's examples, which the page supposes to run.
receiver_for() {
    case $(cat "$1") in
    *'imscon-send link'*) echo 'imscon-recv -m HWSCFGM2 --store two' ;;
    *--tls*) echo 'imscon-recv -m HWSCFGR1 --store receiver --tls --tls-cert hwsb.pem --tls-key hwsb.key' ;;
    *imscon-send*) echo "imscon-recv -m HWSCFGR1 --store receiver --exec 'tr a-z A-Z'" ;;
    esac
}

before_block() {
    [[ $1 == */imscon-send.1/* ]] || return 0
    # A file of its own: the shell of the receiver before this one still reads its script.
    receiver_for "$1" >"$work/receiver.$(basename "$1")"
    serve "$work/receiver.$(basename "$1")"
}

# A receiver that an example has started takes a message.
after_start() {
    local tls=()
    grep -q -- --tls "$1" && tls=(--tls --tls-ca hwsb.pem)
    port=$(sed -n '1s/.*://p' ready)
    sender_member member
    next_second
    run imscon-send --store sender -m member -d IMSB -t PART "${tls[@]}" <<<'ORDER 4711'
    expect_status 0
}

export PTKT_TEST_SCENE
for page in "$sources"/man/*.scd; do
    page=$(basename "$page" .scd)
    # What has no task has no examples; the task of ptkt-replay(7) needs two servers.
    case $page in ptkt-conformance.7 | imscon-wire.7 | ptkt-replay.7) continue ;; esac
    mkdir "$work/$page" && cd "$work/$page" || exit 70
    PTKT_TEST_SCENE=$PWD
    prepare "$page"
    store=receiver
    [ "$page" != ptkt-rotate.7 ] || store=sender
    export PTKT_STORE=$PWD/$store
    run_blocks "$sources/man/$page.scd"
    unset PTKT_STORE
done
