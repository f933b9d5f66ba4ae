#!/bin/bash
# The user of each message needs READ to the transaction, the command or the tpipe, also on a trusted
# connection; a class that is not active, and a resource without a profile, are open.
. "$(dirname "$0")/lib.sh"
needs python3

commands() { racf-admin --store receiver --quiet >/dev/null; }
two_installations
commands <<'END'
ADDUSER CLERK PASSWORD(CLERK001)
ADDUSER OTHER PASSWORD(OTHER001)
ADDUSER GONE PASSWORD(GONE0001)
ALTUSER GONE REVOKE
RDEFINE TIMS ORDER UACC(NONE)
PERMIT ORDER CLASS(TIMS) ID(CLERK USER0002) ACCESS(READ)
RDEFINE GIMS STOCK ADDMEM(PART) UACC(NONE)
PERMIT STOCK CLASS(GIMS) ID(CLERK) ACCESS(READ)
RDEFINE CIMS DIS UACC(NONE)
PERMIT DIS CLASS(CIMS) ID(CLERK) ACCESS(READ)
RDEFINE RIMS CLERKOUT UACC(NONE)
PERMIT CLERKOUT CLASS(RIMS) ID(CLERK) ACCESS(READ)
END

# A trusted connection in either code: the first message signs on, each line `USER KIND DATA-OR-TPIPE`
# is one more, and what it is answered is printed. A refusal ends the connection, so each has its own.
cat >trusted.py <<'END'
import socket, subprocess, sys
port, code, user, kind, text = int(sys.argv[1]), sys.argv[2], *sys.argv[3:6]
page = {'ascii': 'latin-1', 'ebcdic': 'cp037'}[code]
def field(name): return name.ljust(8).encode(page)
def message(user, kind, text, ticket='', tpipe=''):
    f5 = b'\x40' if code == 'ebcdic' else b'\x00'
    irm = field('*SAMPL1*') + bytes(4) + f5 + b'\x00\x10\x00' + field('OTM00001')
    irm += b'\x00\x40\x01' + kind.encode(page) + field('') + field('IMSB') + field('')
    irm += field(user) + field('') + field(ticket) + field('APPLI2I') + field(tpipe)
    irm = (len(irm) + 4).to_bytes(2, 'big') + b'\x01\x00' + irm
    data = text.encode(page)
    if data: data = (len(data) + 4).to_bytes(2, 'big') + bytes(2) + data
    body = irm + data + b'\x00\x04\x00\x00'
    return (len(body) + 4).to_bytes(4, 'big') + body
def answer(s):
    got = b''
    while len(got) < 4 or len(got) < int.from_bytes(got[:4], 'big'):
        more = s.recv(65536)
        if not more: return 'closed'
        got += more
    at = got.find('*REQSTS*'.encode(page))
    if at < 0: return 'taken'
    return f"rc {int.from_bytes(got[at+8:at+12], 'big')} rsn {int.from_bytes(got[at+12:at+16], 'big')} otma {got[at-1]}"
ticket = subprocess.run(['ptkt-gen', '--store', 'sender', '--next', '-u', 'USER0002', '-a', 'APPLI2I'],
                        capture_output=True, text=True).stdout.strip()
s = socket.create_connection(('127.0.0.1', port))
s.sendall(message('USER0002', 'K', 'FREE    x', ticket))
assert answer(s) == 'taken'
s.settimeout(20)
s.sendall(message(user, kind, '' if kind == 'R' else text, tpipe=text if kind == 'R' else ''))
print(answer(s))
END
# answered EXPECTED CODE USER KIND TEXT
answered() {
    run python3 trusted.py "$port" "$2" "$3" "$4" "$5"
    expect_out "$1"
}

start_receiver -m "$samples/HWSCFGR1" --store receiver
# No class of IMS is active: everything is open.
answered taken ascii OTHER K 'ORDER   1'
answered taken ebcdic NOBODY K 'PART    1'

commands <<'END'
SETROPTS CLASSACT(TIMS CIMS RIMS)
SETROPTS RACLIST(TIMS)
END
stop_receiver
start_receiver -m "$samples/HWSCFGR1" --store receiver
for code in ascii ebcdic; do
    answered taken $code CLERK K 'ORDER   2'
    answered 'rc 16 rsn 26 otma 0' $code OTHER K 'ORDER   3'
    # By the grouping class; who signed on is not asked.
    answered taken $code CLERK K 'PART    2'
    answered 'rc 16 rsn 26 otma 0' $code USER0002 K 'PART    3'
    # No profile: open, to users who exist.
    answered taken $code OTHER K 'FREE    2'
    answered 'rc 16 rsn 26 otma 0' $code NOBODY K 'FREE    3'
    answered 'rc 16 rsn 26 otma 0' $code GONE K 'FREE    4'
    # Without a user the message has that of the sign-on.
    answered taken $code '' K 'ORDER   4'
    # Commands by the first three letters of their verb.
    answered taken $code CLERK K '/DISPLAY ACTIVE'
    answered 'rc 16 rsn 26 otma 0' $code OTHER K '/dis active'
    answered taken $code OTHER K '/STA DC'
    # However it is written; what names neither is refused.
    answered 'rc 16 rsn 26 otma 0' $code OTHER K ' /DISPLAY ACTIVE'
    answered 'rc 16 rsn 26 otma 0' $code OTHER K 'order   5'
    answered 'rc 16 rsn 26 otma 0' $code CLERK K 'ORDER,5'
    # Output.
    answered 'rc 16 rsn 81 otma 1' $code OTHER R CLERKOUT
done
stop_receiver
expect_err_has 'refused: not-authorized: user OTHER has NONE to TIMS profile ORDER, and needs READ to ORDER'
expect_err_has 'user OTHER has NONE to RIMS profile CLERKOUT'
expect_err_has 'user NOBODY of the message is not defined'
expect_err_has 'the data name neither a transaction nor a command'
grep -q '"reason":"not-authorized"' recv.out || fail 'no event about a refusal'
# What is refused is in no output.
if grep -q 'ORDER   3' recv.out; then fail 'a message that was refused was taken'; fi

# A change counts within a second, without a restart.
start_receiver -m "$samples/HWSCFGR1" --store receiver
answered 'rc 16 rsn 26 otma 0' ascii OTHER K 'ORDER   5'
commands <<'END'
PERMIT ORDER CLASS(TIMS) ID(OTHER) ACCESS(READ)
SETROPTS RACLIST(TIMS) REFRESH
END
left=100
until answered_now=$(python3 trusted.py "$port" ascii OTHER K 'ORDER   6') && [ "$answered_now" = taken ]; do
    left=$((left - 1))
    [ $left -gt 0 ] || { fail 'the PERMIT never counted'; break; }
done
stop_receiver

# With RACF=N nothing is checked.
sed 's/RACF=Y/RACF=N/' "$samples/HWSCFGR1" >open
start_receiver -m open
answered taken ascii NOBODY K 'ORDER   7'
stop_receiver
