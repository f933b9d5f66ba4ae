#!/bin/bash
# What the programs of --exec and --coprocess have of the receiver: descriptors 0, 1 and 2, and no
# secret in their environment or command line.
. "$(dirname "$0")/lib.sh"

# shellcheck disable=SC2016  # for the child
look='ls /proc/self/fd >fds; tr "\0" "\n" </proc/$$/environ >environ; tr "\0" " " </proc/$$/cmdline >cmdline'
two_installations
secret=E001193519561977
printf %s "$secret" >key
chmod 600 key
export PTKT_VERIFY_KEY_FILE=$secret PTKT_MASTER_KEY_OF_OLD=$secret CREDENTIALS_DIRECTORY=$work
expect_clean() {
    last="$1"
    expect_equal "$(sort -n fds | tr '\n' ' ')" '0 1 2 3 '  # ls has opened the last one itself
    grep -q '^PATH=' environ || fail 'the environment is not there at all'
    if grep "$secret" environ cmdline; then fail 'a secret is there'; fi
    if grep '^CREDENTIALS_DIRECTORY=\|^LISTEN_\|KEY' environ; then fail 'a way to a secret is there'; fi
    rm -f fds environ cmdline
}

# Messages have been taken, so the replay cache and the snapshots are open; and what the receiver was
# started with, such as the descriptor of a key.
exec 7<key 8>>receiver/audit.jsonl
start_receiver -m "$samples/HWSCFGR1" --store receiver --exec "$look; mv fds fds.last; mv fds.last fds"
sender_member member
echo one >line
for i in 1 2; do
    run imscon-send --store sender -m member -r ICON2 -t PART line --at -${i}s
    expect_status 0
done
stop_receiver
expect_clean --exec

start_receiver -m "$samples/HWSCFGR1" --store receiver --coprocess "$look; : >looked; exec cat >/dev/null"
sender_member member
imscon-send --store sender -m member -r ICON2 -t PART line --at -3s >unanswered 2>&1 &
sender=$!
left=300
until [ -e looked ]; do
    left=$((left - 1))
    [ $left -gt 0 ] || { fail 'the coprocess has not looked'; break; }
    sleep 0.1
done
kill $sender
stop_receiver
expect_clean --coprocess
