#!/usr/bin/env python3
"""converse.py PORT ascii|ebcdic: conversations with a receiver whose co-process is that of imscon_conversation.sh."""
import socket
import struct
import sys
import time

PAGE = {"ascii": "latin-1", "ebcdic": "cp037"}[sys.argv[2]]
faults = []


class Client:
    def __init__(self, name):
        self.name = name
        self.socket = socket.create_connection(("localhost", int(sys.argv[1])), 20)

    def say(self, letter, text=None, f2=0x20, f3=0x01, soct=0x10, timer=0x2C):
        irm = bytearray(84)
        struct.pack_into(">HBB", irm, 4, 80, 0, 0)
        irm[8:16] = "*SAMPL1*".encode(PAGE)
        irm[20:24] = bytes([0, timer, soct, 0])
        irm[24:32] = self.name.ljust(8).encode(PAGE)
        irm[32:35] = bytes([0, f2, f3])
        irm[35:36] = letter.encode(PAGE)
        irm[36:84] = (" " * 8 + "IMSB".ljust(8) + " " * 32).encode(PAGE)
        data = b"" if text is None else struct.pack(">HH", len(text) + 4, 0) + text.encode(PAGE)
        whole = bytes(irm) + data + b"\0\4\0\0"
        self.socket.sendall(struct.pack(">I", len(whole)) + whole[4:])

    def read(self, count):
        got = b""
        while len(got) < count:
            more = self.socket.recv(count - len(got))
            if not more:
                return got
            got += more
        return got

    def answer(self):
        """Texts, and the flags of the CSM or the codes of the RSM; nothing at the end."""
        head = self.read(4)
        if not head:
            return None
        rest = self.read(struct.unpack(">I", head)[0] - 4)
        parts = []
        while rest:
            length = struct.unpack(">H", rest[:2])[0]
            item, rest = rest[:length], rest[length:]
            name = item[4:12].decode(PAGE)
            if name == "*CSMOKY*":
                parts.append(f"{item[2]:02X}")
            elif name == "*REQSTS*":
                parts.append("rsm %d %d" % struct.unpack(">II", item[12:20]))
            else:
                parts.append(item[4:].decode(PAGE))
        return parts

    def expect(self, *parts):
        got = self.answer()
        if got != (list(parts) or None):
            faults.append(f"{self.name}: expected {parts}, got {got}")

    def begin(self):
        """A conversation of one step."""
        self.say(" ", "CONV    ONE")
        self.expect("CONV 0 ONE", "70")
        self.say("A")


def expect_ended(*lines):
    """What the program was told of, which it writes when it has been told."""
    give_up = time.monotonic() + 20
    got = []
    while time.monotonic() < give_up:
        try:
            with open("ended", encoding="utf-8") as ended:
                got = ended.read().splitlines()
        except FileNotFoundError:
            pass
        if len(got) >= len(lines):
            break
        time.sleep(0.02)
    if got != list(lines):
        faults.append(f"ended: expected {lines}, got {got}")


# Steps without a code, then the end by the program; the connection is free for others after it.
client = Client("CLIENT01")
client.begin()
client.say(" ", "TWO WORDS")
client.expect("CONV 1 TWO WORDS", "70")
client.say("A")
client.say(" ", "END")
client.expect("CONV 2 END", "30")
client.say("A")
client.expect("rsm 0 97")
# Without confirmation, and the end by the client.
client.say(" ", "CONV    ONE", f3=0)
client.expect("CONV 0 ONE", "50")
client.say("D")
client.expect("rsm 0 97")
told = ["deallocated ['ONE']"]
expect_ended(*told)
# What belongs to no conversation.
client.begin()
client.say("S", "CONV    X", f2=0x40)
client.expect()  # nothing answers SENDONLY
told.append("refused ['ONE']")
expect_ended(*told)
client = Client("CLIENT02")
client.begin()
client.say("R", f2=0x40)
client.expect("rsm 8 36")
client.expect()
told.append("refused ['ONE']")
expect_ended(*told)
# A NAK, the end of the connection, and somebody who takes the client ID.
client = Client("CLIENT03")
client.begin()
client.say(" ", "TWO")
client.expect("CONV 1 TWO", "70")
client.say("N")
client.expect("rsm 12 98")
client.expect()
told.append("refused ['ONE', 'TWO']")
expect_ended(*told)
client = Client("CLIENT04")
client.begin()
client.socket.close()
told.append("closed ['ONE']")
expect_ended(*told)
client = Client("CLIENT05")
client.begin()
other = Client("CLIENT05")
other.say(" ", "CONV    END", f3=0x80)
other.expect("CONV 0 END", "10")
client.expect()
told.append("closed ['ONE']")
expect_ended(*told)
# Conversations are no matter of commit mode 0; a program that fails ends its own.
client = Client("CLIENT06")
client.say(" ", "CONV    ONE", f2=0x40)
client.expect("DFS555I TRAN CONV     ABEND; a conversation needs a send-receive message in commit mode 1", "30")
told.append("refused ['ONE']")
expect_ended(*told)
client = Client("CLIENT07")
client.begin()
client.say(" ", "FAIL")
client.expect("rsm 12 98")
client.expect()
# A transaction socket is that of the whole conversation.
client = Client("CLIENT08")
client.say(" ", "CONV    ONE", f3=0, soct=0)
client.expect("CONV 0 ONE", "50")
client.say(" ", "END", f3=0, soct=0)
client.expect("CONV 1 END", "10")
client.expect()
# The value outlives the program.
client = Client("CLIENT09")
client.say(" ", "CONV    QUIT", f3=0)
client.expect("CONV 0 QUIT", "50")
time.sleep(1.1)  # it is started once a second at most
client.say(" ", "END", f3=0)
client.expect("CONV 1 END", "10")
expect_ended(*told)
print("\n".join(faults) or "all as it must be")
sys.exit(bool(faults))
