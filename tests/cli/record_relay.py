#!/usr/bin/env python3
"""record_relay.py PORT FILE READY: passes connections on to 127.0.0.1:PORT, and records what goes by
as a capture would: Ethernet, IPv4, TCP, in the form of pcap. READY gets the port to connect to."""
import os
import selectors
import socket
import struct
import sys
import time

SYN, FIN, ACK = 2, 1, 16
target, path, ready = int(sys.argv[1]), sys.argv[2], sys.argv[3]
capture = open(path, "wb", buffering=0)
capture.write(struct.pack("<IHHIIII", 0xA1B2C3D4, 2, 4, 0, 0, 262144, 1))


class Connection:
    """Both directions: index 0 is what the client sends. The capture has the ends that the receiver sees."""

    def __init__(self, client):
        self.sockets = [client, socket.create_connection(("127.0.0.1", target))]
        self.ports = [self.sockets[1].getsockname()[1], target]
        self.next = [1000, 9000]
        self.record(0, SYN)
        self.record(1, SYN | ACK)

    def record(self, way, flags, data=b""):
        tcp = struct.pack(">HHIIBBHI", self.ports[way], self.ports[1 - way], self.next[way],
                          self.next[1 - way], 0x50, flags, 65535, 0) + data
        ip = struct.pack(">BBHHHBBHII", 0x45, 0, 20 + len(tcp), 1, 0, 64, 6, 0,
                         0x7F000001, 0x7F000001) + tcp
        packet = bytes(12) + b"\x08\x00" + ip
        now = time.time_ns() // 1000
        capture.write(struct.pack("<IIII", now // 10**6, now % 10**6, len(packet), len(packet)) + packet)
        self.next[way] += len(data) + (1 if flags & (SYN | FIN) else 0)

    def forward(self, way):
        """False when this direction is over."""
        try:
            data = self.sockets[way].recv(65536)
        except ConnectionError:
            data = b""
        if not data:
            self.record(way, FIN | ACK)
            try:
                self.sockets[1 - way].shutdown(socket.SHUT_WR)
            except OSError:
                pass
            return False
        for at in range(0, len(data), 1460):
            self.record(way, ACK, data[at:at + 1460])
        self.sockets[1 - way].sendall(data)
        return True


listener = socket.create_server(("127.0.0.1", 0))
with open(ready + ".tmp", "w", encoding="ascii") as file:
    file.write(str(listener.getsockname()[1]))
os.rename(ready + ".tmp", ready)
selector = selectors.DefaultSelector()
selector.register(listener, selectors.EVENT_READ, None)
while True:
    for key, _ in selector.select():
        if key.data is None:
            connection = Connection(listener.accept()[0])
            for way in (0, 1):
                selector.register(connection.sockets[way], selectors.EVENT_READ, (connection, way))
        elif not key.data[0].forward(key.data[1]):
            selector.unregister(key.fileobj)
