# What the whole-program tests share: a directory of their own, and words for what must hold.
# shellcheck shell=bash
# A test sets the scene, runs a program by `run`, and says by `expect_*` what must come of it. Every
# failure is told with the command; the test fails at its end if there was one.
set -u

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
samples=$here/../samples
# shellcheck disable=SC2034  # for the tests
vectors=$here/../vectors
work=$(mktemp -d "${TMPDIR:-/tmp}/ptkt-cli-XXXXXX")
cd "$work" || exit 70
# Nothing of the one who runs the tests may change what the programs do.
unset PTKT_STORE PTKT_CONFIG XDG_CONFIG_HOME XDG_DATA_HOME CREDENTIALS_DIRECTORY
export HOME=$work
failures=0
last='nothing was run yet'
status=0

finish() {
    local code=$?
    # shellcheck disable=SC2046  # a list of process numbers
    kill $(jobs -p) 2>/dev/null
    wait 2>/dev/null
    cd / && rm -rf "$work"
    [ "$code" -eq 77 ] && [ "$failures" -eq 0 ] && exit 77
    [ "$code" -eq 0 ] && [ "$failures" -eq 0 ] && exit 0
    [ "$failures" -eq 0 ] || echo "$failures expectations failed" >&2
    exit 1
}
trap finish EXIT

# stopped_at STEP COMMAND...: as `run`, by a racf-admin that ends at that step as by a power cut. A
# function among the COMMANDs has to call "$racf_admin".
# shellcheck disable=SC2034  # for the tests
racf_admin=racf-admin
stopped_at() {
    local step=$1
    shift
    [ "$1" != racf-admin ] || set -- racf-admin-stopping "${@:2}"
    racf_admin=racf-admin-stopping PTKT_TEST_STOP_AT=$step run "$@"
}

# paused_at STEP COMMAND...: in the background, by a racf-admin that waits at that step; its process is
# $paused. `resume` lets it go on, and ends when it has ended, with its status in $status.
paused_at() {
    PTKT_TEST_PAUSE_AT=$1 racf-admin-stopping "${@:3}" >out 2>err &
    paused=$!
    last="${*:2}"
    until grep -q '^State:.*T' "/proc/$paused/status" 2>/dev/null; do
        kill -0 "$paused" 2>/dev/null || break
        read -rt 0.05 <> <(:)
    done
}
resume() {
    kill -CONT "$paused"
    wait "$paused"
    status=$?
}

fail() {
    failures=$((failures + 1))
    printf 'FAILED: %s\n  after: %s\n  status: %s\n  out: %s\n  err: %s\n' "$1" "$last" "$status" \
        "$(head -c 2000 out 2>/dev/null)" "$(head -c 2000 err 2>/dev/null)" >&2
}

# needs PROGRAM...: the test is left out, and that is said, where one of them is not installed.
needs() {
    local program
    for program; do
        command -v "$program" >/dev/null && continue
        echo "$program is not installed: not tested"
        exit 77
    done
}

# run COMMAND...: standard output to the file out, standard error to err, the status to $status.
run() {
    last="$*"
    "$@" >out 2>err
    status=$?
}

expect_status() { [ "$status" -eq "$1" ] || fail "expected status $1"; }
expect_silence() { [ ! -s err ] || fail "expected nothing on standard error"; }
expect_no_output() { [ ! -s out ] || fail "expected nothing on standard output"; }
expect_out() { [ "$(cat out)" = "$1" ] || fail "expected the output: $1"; }
expect_out_has() { grep -qF -- "$1" out || fail "expected in the output: $1"; }
expect_err_has() { grep -qF -- "$1" err || fail "expected on standard error: $1"; }
expect_equal() { [ "$1" = "$2" ] || fail "expected '$2', found '$1'"; }

# accept_edits STORE: files that the test edited get a right checksum again.
accept_edits() { racf-admin --store "$1" check --accept all >/dev/null; }

# The two installations of the text, in the directories sender and receiver.
two_installations() {
    racf-admin --store sender init
    racf-admin --store receiver init
    racf-admin --store sender -f "$samples/seed-sender.racf" >/dev/null
    racf-admin --store receiver -f "$samples/seed-receiver.racf" >/dev/null
}

# unpublished_keys STORE...: the key of the text is in every manual, of which check warns.
unpublished_keys() {
    local store
    for store; do
        sed -n 's/^RDEF \(PTKTDATA APPLI2I[^ ]*\) .*/RALTER \1 SSIGNON(KEYMASKED(7A1C5E9B30D2F486))/p' \
            "$samples/seed-$store.racf" >unpublished.racf
        echo 'SETROPTS RACLIST(PTKTDATA) REFRESH' >>unpublished.racf
        racf-admin --store "$store" -f unpublished.racf >/dev/null
    done
}

# msc_installation STORE GENERATES VERIFIES USER KEY-OUT KEY-IN: what the security administrator of one
# side of an MSC link defines.
msc_installation() {
    racf-admin --store "$1" init
    racf-admin --store "$1" >/dev/null <<COMMANDS
ADDUSER $4 PASSWORD(PASS0001)
SETROPTS CLASSACT(PTKTDATA)
SETROPTS RACLIST(PTKTDATA)
RDEF PTKTDATA $2 SSIGNON(KEYMASKED($5)) UACC(N)
RDEF PTKTDATA $3 SSIGNON(KEYMASKED($6)) UACC(N)
SETROPTS REFRESH RACLIST(PTKTDATA)
SETROPTS CLASSACT(APPL)
SETROPTS RACLIST(APPL)
RDEFINE APPL $2 UACC(N)
RDEFINE APPL $3 UACC(N)
PE $3 ACCESS(READ) CLASS(APPL) ID($4)
SETROPTS RACLIST(APPL) REFRESH
COMMANDS
}

# The two sides of the MSC link of HWSCFGM1 and HWSCFGM2, in the directories one and two. The keys are
# the same at both ends of each way.
msc_installations() {
    msc_installation one ICON2APL ICON1APL ICONUSR2 E001193519561977 1234567890ABCDEF
    msc_installation two ICON1APL ICON2APL ICONUSR1 1234567890ABCDEF E001193519561977
}

# start_receiver OPTION...: imscon-recv on a port that the system picks, ready when this returns. Its
# output goes to recv.out unless $receiver_output says elsewhere, what it says to recv.err; $receiver
# is its process and $port its port.
start_receiver() {
    local line
    rm -f recv.talk ready
    mkfifo recv.talk
    imscon-recv --listen 127.0.0.1:0 --ready-file ready -v "$@" >"${receiver_output:-recv.out}" \
        2>recv.talk &
    receiver=$!
    exec 9<recv.talk
    while read -r line <&9; do
        echo "$line"
        case $line in *HWSC0010I*) break ;; esac
    done >recv.err
    cat <&9 >>recv.err &
    receiver_talk=$!
    exec 9<&-
    port=$(sed 's/.*://' ready)
}

# stop_receiver [STATUS]: by SIGTERM; waits until all that it had to say is in recv.err.
stop_receiver() {
    kill "$receiver" 2>/dev/null
    await_receiver "${1:-0}"
}

# await_receiver STATUS: for one that ends by itself.
await_receiver() {
    last='imscon-recv'
    wait "$receiver"
    status=$?
    wait "$receiver_talk"
    cp recv.err err
    expect_status "$1"
}

# sender_member FILE [SED-EDIT...]: the sample sender's member with the receiver's port.
sender_member() {
    local file=$1 edit
    shift
    sed "s/PORT=8888/PORT=$port/" "$samples/HWSCFGS1" >"$file"
    for edit in "$@"; do sed -i "$edit" "$file"; done
}
