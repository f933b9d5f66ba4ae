# An IMS Connect with synchronous callouts, as its wire format is documented: answers RESUME TPIPE by the
# requests that it is told, and writes a line about each message that comes.
#   callout_server.py PORT-FILE LOG CODE REFUSES WORD...   a WORD is the data of a request; out:TEXT is
#   asynchronous output; mod:TEXT is a request with a MOD name; hex:DIGITS bytes; big:N so many letters
import os
import socket
import sys
import threading

port_file, log_file, code, refuses, *words = sys.argv[1:]
page = {'ascii': 'latin-1', 'ebcdic': 'cp037'}[code]
log = open(log_file, 'w', buffering=1)


def name(text, length=8):
    return text.ljust(length).encode(page)


def token_of(number):
    return (40).to_bytes(2, 'big') + number.to_bytes(2, 'big') + name('IMS1', 4) + bytes(range(16)) \
        + name('CALLOUT') + name('CLERK')


def csm(flags):
    return (12).to_bytes(2, 'big') + bytes([flags, 0]) + name('*CSMOKY*')


def rsm(rc, rsn):
    return (20).to_bytes(2, 'big') + bytes(2) + name('*REQSTS*') + rc.to_bytes(4, 'big') + rsn.to_bytes(4, 'big')


def framed(body):
    return (len(body) + 4).to_bytes(4, 'big') + body


def request(number, word):
    kind, _, rest = word.partition(':')
    if kind == 'out':
        data = rest.encode(page)
        return framed((len(data) + 4).to_bytes(2, 'big') + bytes(2) + data + csm(0x20))
    data = {'hex': bytes.fromhex, 'mod': lambda text: text.encode(page),
            'big': lambda count: b'x' * int(count)}.get(kind, lambda _: word.encode(page))(rest if rest else '')
    if kind == 'big':
        data = ('x' * int(rest)).encode(page)
    mod = (20).to_bytes(2, 'big') + bytes(2) + name('*REQMOD*') + name('MODONE') if kind == 'mod' else b''
    correlation = (52).to_bytes(2, 'big') + bytes(2) + name('*CORTKN*') + token_of(number)
    return framed(correlation + mod + framed(data) + csm(0x20))


def read(s):
    got = b''
    while len(got) < 4 or len(got) < int.from_bytes(got[:4], 'big'):
        more = s.recv(1 << 16)
        if not more:
            return None
        got += more
    return got


def take_response(s, m, kind):
    at = 4 + int.from_bytes(m[4:6], 'big')
    length = int.from_bytes(m[at:at + 4], 'big')
    data = m[at + 4:at + length]
    whole = m[at + length:] == b'\x00\x04\x00\x00'
    number = int.from_bytes(m[126:128], 'big')
    known = m[124:164] == token_of(number)
    shown = data.decode(page) if len(data) < 60 else f'{len(data)} bytes'
    if any(c < ' ' or c > '~' for c in shown):
        shown = data.hex()
    log.write(f'{kind} {number} arch {m[6]} token {known} whole {whole} {shown}\n')
    if kind == 'L':
        s.sendall(framed(rsm(12, 77) if refuses == 'refuses' else csm(0)))


def serve(s):
    left = []
    number = 0
    while (m := read(s)) is not None:
        kind = bytes([m[35]]).decode('cp037' if m[35] > 0x80 else 'latin-1')
        if kind in 'LM':
            take_response(s, m, kind)
            continue
        if kind == 'R':
            left = list(words)
            log.write(f'R f0 {m[7]:02X} arch {m[6]} length {int.from_bytes(m[4:6], "big")}\n')
        else:
            log.write(f'{kind} f0 {m[7]:02X} reason {int.from_bytes(m[16:18], "big")}\n')
        if left:
            number += 1
            s.sendall(request(number, left.pop(0)))
        elif kind != 'A' or m[21] != 0xE9:
            s.sendall(framed(rsm(40, 0)))


listener = socket.create_server(('127.0.0.1', 0))
with open(port_file + '.new', 'w') as file:
    file.write(f'{listener.getsockname()[1]}\n')

os.rename(port_file + '.new', port_file)
while True:
    connection, _ = listener.accept()
    threading.Thread(target=serve, args=(connection,), daemon=True).start()
