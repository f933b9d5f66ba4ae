#!/bin/bash
# What a receiver says for the log of the system: syslog's and the journal's form, with IBM's numbers.
. "$(dirname "$0")/lib.sh"

needs python3
two_installations

# frames CODE: to the receiver, each on a connection of its own: a message without a ticket, one without
# a user, one for an unknown exit, one with a user ID that cannot be, one with a wrong ticket.
frames() {
    python3 - "$1" "$port" <<'PYTHON'
import socket, struct, sys
code, port = sys.argv[1], int(sys.argv[2])
def name(text):
    return text.encode(code).ljust(8, " ".encode(code))
def message(exit, user, password):
    irm = struct.pack(">HBB", 88, 0, 0) + name(exit) + b"\0\0\0\0" + bytes([0, 0, 0x10, 0])
    irm += name("CLIENT01") + bytes([0, 0x40, 0x01]) + "K".encode(code)
    irm += name("PART") + name("IMSB") + name("") + name(user) + name("") + name(password) + name("APPLI2I")
    data = "PART HELLO".encode(code)
    rest = irm + struct.pack(">HH", len(data) + 4, 0) + data + b"\0\4\0\0"
    return struct.pack(">I", len(rest) + 4) + rest
for one in [("*SAMPL1*", "USER0002", ""), ("*SAMPL1*", "", "AAAAAAAA"), ("BAD\"]X\\", "USER0002", ""),
            ("*SAMPL1*", "USER-02", "AAAAAAAA"), ("*SAMPL1*", "USER0002", "AAAAAAA")]:
    with socket.create_connection(("127.0.0.1", port)) as client:
        client.sendall(message(*one))
        while client.recv(4096):
            pass
PYTHON
}

sed 's/RACFID=[^,]*,//' "$samples/HWSCFGR1" >nobody
grep -q RACFID nobody && fail 'the member still has a default user'
for code in cp037 latin-1; do
    start_receiver -m nobody --store receiver --log-format syslog --control recv.ctl
    frames "$code"
    run imscon-recv ctl --control recv.ctl STOPPORT "$port"
    run imscon-recv ctl --control recv.ctl STOPDS IMSB
    stop_receiver
    # Every line is a message of RFC 5424.
    expect_equal "$(grep -cvE '^<8[346]>1 [0-9TZ:.-]{20,} - imscon-recv - [A-Z0-9-]+ \[ptkt@32473.*\] .' recv.err)" 0
    has() { grep -qF -- "$1" recv.err || fail "expected in the log: $1"; }
    has ' - HWSC0010I [ptkt@32473] HWSC0010I HWSB is up and running'
    has '] HWSP1503E SECURITY VIOLATION, NO RACROUTE CALL; R=248, C=CLIENT01, U=USER0002, M=PTKT'
    has '] HWSP1503E SECURITY VIOLATION, NO RACROUTE CALL; R=244, C=CLIENT01, U=, M=PTKT'
    has '] HWSP1503E SECURITY VIOLATION, NO RACROUTE CALL; R=242, C=CLIENT01, U=USER-02, M=PTKT'
    has ' reason="no-ticket" '
    has ' client_id="CLIENT01" user="USER0002" appl="APPLI2I" r="248"] HWSP1503E'
    has '<83>1 '
    has '] HWSP1445E UNKNOWN EXIT NAME SPECIFIED IN MESSAGE PREFIX; MSGID=BAD"]X\ , M=PTKT'
    has "'BAD\\\"\\]X\\\\ '"
    # RACF was asked about the last one: the message is RACF's, as in the audit log.
    has ' - ICH408I [ptkt@32473 '
    has '] ICH408I USER(USER0002) GROUP(        ) NAME(####################) LOGON/JOB INITIATION - INVALID PASSWORD'
    has ' decision="rejected" smf_event="1" smf_qualifier="1"] ICH408I'
    has " command=\"STOPPORT $port\"] HWSC0001I"
    expect_equal "$(grep -c ' - HWSP1503E ' recv.err)" 3
done

# The same as entries of the journal, a field a line and an empty line after each.
start_receiver -m "$samples/HWSCFGR1" --store receiver --log-format journal
frames cp037
stop_receiver
grep -qxF 'PTKT_MESSAGE=HWSP1503E' recv.err || fail 'no entry for HWSP1503E'
grep -qxF 'PTKT_R=248' recv.err || fail 'no field for R='
grep -qxF 'PRIORITY=3' recv.err || fail 'an error has no priority'
expect_equal "$(grep -cvE '^([A-Z0-9_]+=.*)?$' recv.err)" 0
expect_equal "$(grep -c '^MESSAGE=' recv.err)" "$(grep -c '^$' recv.err)"

# Lines for people are the default, and objects are another form.
run imscon-recv -m nobody --log-format syslog --json
expect_status 64
run imscon-recv -m nobody --log-format yes
expect_status 64
