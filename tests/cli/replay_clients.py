"""replay_clients.py CLIENTS PORT... < TICKETS: presents each ticket to all ports at once, by so many clients
each; a line for each ticket: how many were accepted, and the reason codes of the refusals."""
import socket
import sys


def frame(ticket):
    """A send-only message with acknowledgment for HWSSMPL1, in ASCII with an IRM of 80 bytes."""
    head = b"\0\0\0\x61\0\x50\0\0*SAMPL1*\0\0\0\0\0\0\x10\0" + b" " * 8 + b"\0\x40\0K"
    words = ["PART", "", "", "USER0002", "", ticket]
    return head + b"".join(w.ljust(8).encode() for w in words) + b"\0\x09\0\0HELLO\0\x04\0\0"


def answer(client):
    """One answer, which begins with its length; the connection of a client that is admitted stays."""
    data = b""
    while len(data) < 4 or len(data) < int.from_bytes(data[:4], "big"):
        part = client.recv(4096)
        if not part:
            break
        data += part
    client.close()
    return data


clients, ports = int(sys.argv[1]), sys.argv[2:]
for ticket in sys.stdin.read().split():
    all_of_them = []
    for i in range(clients):
        for port in ports:
            all_of_them.append(socket.create_connection(("127.0.0.1", int(port)), timeout=20))
    for client in all_of_them:
        client.sendall(frame(ticket))
    answers = [answer(client) for client in all_of_them]
    accepted = sum(b"CSMOKY" in one for one in answers)
    reasons = {one[-4:].hex() for one in answers if b"*REQSTS*" in one}
    print(accepted, *sorted(int(reason, 16) for reason in reasons), flush=True)
