#!/bin/bash
# Whole dialogues of real clients, byte by byte: frames, answers, the state of the socket.
. "$(dirname "$0")/lib.sh"

needs python3
run timeout 240 python3 "$vectors/dialogues.py" "$vectors/client-dialogues.md" "$work"
expect_equal "$(tail -1 out)" '81 of 81 steps as they must be, not: '
# The program of the conversation that the client ended heard of it, and of no other.
expect_equal "$(wc -l <ended)" 1
grep -q '"reason":"deallocated"' ended || fail 'the program does not know of the end'
# An alias must be one.
for wrong in BANKEXIT NINECHARS=HWSSMPL1 BANKEXIT=HWSJAVA0 =HWSSMPL1; do
    run imscon-recv --exit-alias "$wrong" --help
    expect_status 0
    run imscon-recv --exit-alias "$wrong" -m "$samples/HWSCFGR1"
    expect_status 64
    expect_err_has 'IRM_ID=EXIT'
done
# The log names the exit that a message was for, as text.
for said in "'*HWSJAV*' (X'5CC8E6E2D1C1E55C'), which is for HWSJAVA0" "'*IRMREQ*'" "'*HWSCSL*'" "'BANKEXIT'"; do
    grep -qF "HWSP1445E unknown exit name in IRM_ID: $said" dI.err || fail "expected in the log: $said"
done
grep -qF "'*SAMPL1*'" dI6.err || fail 'EXIT= does not say which exits there are'
# Bytes of ISO 8859-1 are in the JSON what they are.
grep -qF '"data":"é\u0000\u00124\\\r\nÿ"' dL3.out || fail 'the JSON does not have the bytes of L3'
