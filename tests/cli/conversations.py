#!/usr/bin/env python3
"""conversations.py make COUNT FILE: a capture of so many generated conversations with an IMS Connect: all
kinds of messages and answers, both codes, cut into segments of all sizes.
conversations.py compare OBJECTS FIELDS: what `decode --json` and tshark say of the same capture.
conversations.py fields: the fields that tshark is to print."""
import json
import random
import struct
import sys

EBCDIC = "cp037"
LETTERS = " ACDJKNRS"
LENGTHS = {0: 80, 1: 96, 2: 112, 3: 160, 4: 168, 5: 172}
SEPARATOR = "\x01"


class Client:
    """One conversation, as a list of what each side sends."""

    def __init__(self, dice):
        self.dice = dice
        self.page = dice.choice(["latin-1", EBCDIC])
        self.sampl1 = dice.random() < 0.7
        self.said = []
        unicode = dice.choice([0, 0, 0, 1, 2])
        self.f1 = unicode and 0x30
        self.scheme = unicode
        # The data of our messages and of their answers.
        self.data_page = [self.page, "utf-8", "utf-16-be"][unicode]
        for _ in range(dice.randint(1, 6)):
            dice.choice([self.exchange, self.exchange, self.refused, self.ping, self.callout])()

    def name(self, text):
        return text.encode(self.page).ljust(8, " ".encode(self.page))

    def word(self, most):
        return "".join(self.dice.choice("ABCXYZ0123456789@#$") for _ in range(self.dice.randint(1, most)))

    def text(self, most):
        return "".join(self.dice.choice("abcXYZ 0123456789.,:;()+-*/=") for _ in range(self.dice.randint(0, most)))

    def item(self, layout_id, rest, flags=b"\0\0"):
        body = flags + self.name(layout_id) + rest
        return struct.pack(">H", len(body) + 2) + body

    def segment(self, data):
        return struct.pack(">HH", len(data) + 4, 0) + data

    def extension(self):
        ext = self.dice.choice(["*NETUID*", "*NETSID*", "*CONTXT*", "*TRCKID*"])
        data = bytes(self.dice.randrange(256) for _ in range(self.dice.randint(1, 40)))
        return struct.pack(">HH", len(data) + 12, 0) + ext.encode(EBCDIC) + data

    def message(self, letter, data, is_unicode=True):
        dice = self.dice
        arch = dice.randrange(6)
        length = dice.choice([80, 88]) if arch == 0 else LENGTHS[arch]
        extensions = b"".join(self.extension() for _ in range(dice.randrange(3))) if arch == 5 else b""
        f0 = dice.choice([0, 0x10, 0x20]) | (0x04 if extensions else 0)
        f1 = (self.f1 if is_unicode else 0) | dice.choice([0, 0x80, 0x40, 0xC0, 0x02])
        irm = bytearray(length + 4)
        struct.pack_into(">HBB", irm, 4, length + len(extensions), arch, f0)
        irm[8:16] = self.name("*SAMPL1*" if self.sampl1 else "*SAMPLE*")
        struct.pack_into(">H", irm, 16, dice.randrange(65536))
        irm[20] = dice.choice([0, 0x01, 0x02, 0x04, 0x10])
        irm[21] = dice.randrange(256)
        irm[22] = dice.choice([0, 0x10])
        irm[23] = self.scheme if is_unicode else 0
        irm[24:32] = self.name(self.word(8))
        irm[32] = f1
        irm[33] = dice.choice([0x40, 0x20, 0x41])
        irm[34] = dice.randrange(3) | dice.choice([0, 0x80, 0x10, 0x08])
        irm[35:36] = letter.encode(self.page)
        for at in range(36, 84, 8):
            irm[at:at + 8] = self.name(self.word(8) if dice.random() < 0.7 else "")
        for at in range(84, min(124, length + 4 - 7), 8):
            irm[at:at + 8] = self.name(self.word(8))
        for at in range(124, min(172, length + 4)):
            irm[at] = dice.randrange(256)
        if arch == 5:
            struct.pack_into(">HH", irm, 172, length if extensions else 0, 0)
        whole = bytes(irm) + extensions + data + struct.pack(">HH", 4, 0)
        self.said.append((True, struct.pack(">I", len(whole)) + whole[4:]))

    def answer(self, parts):
        whole = b"".join(parts)
        self.said.append((False, struct.pack(">I", len(whole) + 4) + whole if self.sampl1 else whole))

    def csm(self):
        return self.item("*CSMOKY*", b"", bytes([self.dice.choice([0, 0x20, 0x30, 0xF0, 0x04]), self.dice.randrange(5)]))

    def rsm(self):
        codes = struct.pack(">II", self.dice.choice([4, 8, 12, 16, 20, 32, 36, 40, 44, 99]), self.dice.randrange(120))
        return self.item("*REQSTS*", codes, bytes([0, self.dice.randrange(64)]))

    def segments(self):
        first = self.word(8).lstrip("0123456789") or "T"
        out = self.segment((first + " ").encode(self.data_page) + self.text(30).encode(self.data_page))
        for _ in range(self.dice.randrange(4)):
            out += self.segment(self.text(200).encode(self.data_page))
        return out

    def ask(self):
        letter = self.dice.choice(LETTERS)
        self.message(letter, self.segments() if letter in " JKS" else b"")

    def exchange(self):
        self.ask()
        parts = []
        if self.dice.random() < 0.4:
            parts.append(self.item("*REQMOD*", self.name(self.word(8))))
        if self.dice.random() < 0.4:
            parts.append(self.item("*GENCID*", self.name(self.word(8))))
        for _ in range(self.dice.randrange(3)):
            parts.append(self.segment(self.text(100).encode(self.data_page)))
        self.answer(parts + [self.csm()])

    def refused(self):
        self.ask()
        self.answer([self.rsm()])

    def ping(self):
        self.message(" ", self.segment("PING IMS_CONNECT".encode(self.page)), False)
        text = "HWSC0030I *PING RESPONSE*".encode(self.page)
        self.answer([struct.pack(">HBB", len(text) + 4, self.dice.randrange(4), 0) + text, self.csm()])

    def callout(self):
        """A request for one, which only HWSSMPL1 has, and its response."""
        data = (self.text(60) + "x").encode(self.data_page)
        if self.sampl1:
            self.ask()
            token = struct.pack(">HH", 40, 7) + "IMS1".encode(self.page) + bytes(range(16))
            cor = self.item("*CORTKN*", token + self.name("TPIPE") + self.name(self.word(8)))
            self.answer([cor, struct.pack(">I", len(data) + 4) + data, self.csm()])
        self.message(self.dice.choice("LM"), struct.pack(">I", len(data) + 4) + data)
        self.answer([self.csm()])


class Capture:
    def __init__(self, path):
        self.file = open(path, "wb")
        self.file.write(struct.pack("<IHHIIII", 0xA1B2C3D4, 2, 4, 0, 0, 262144, 1))
        self.time = 1_790_000_000_000_000

    def packet(self, from_client, ports, numbers, flags, data=b""):
        way = 0 if from_client else 1
        tcp = struct.pack(">HHIIBBHHH", ports[way], ports[1 - way], numbers[way], numbers[1 - way], 0x50, flags,
                          65535, 0, 0) + data
        ends = [0x0A000001, 0x0A000002]
        ip = struct.pack(">BBHHHBBHII", 0x45, 0, 20 + len(tcp), 1, 0, 64, 6, 0, ends[way], ends[1 - way]) + tcp
        frame = bytes(12) + b"\x08\x00" + ip
        self.time += 100
        self.file.write(struct.pack("<IIII", self.time // 10**6, self.time % 10**6, len(frame), len(frame)) + frame)
        numbers[way] += len(data) + (1 if flags & 3 else 0)


def make(count, path):
    capture = Capture(path)
    for which in range(count):
        dice = random.Random(which)
        client = Client(dice)
        # Those of port 8888 are said to be of IMS Connect; the others are to be recognised.
        ports = [50_000 + which, 8888 if which % 2 else 8889]
        numbers = [1000, 9000]
        capture.packet(True, ports, numbers, 2)
        capture.packet(False, ports, numbers, 18)
        capture.packet(True, ports, numbers, 16)
        said = client.said
        if dice.random() < 0.3:  # the client waits for no answer
            said = sorted(said, key=lambda one: not one[0])
        joined = []
        for from_client, data in said:
            if joined and joined[-1][0] == from_client:
                joined[-1][1] += data
            else:
                joined.append([from_client, bytearray(data)])
        for first, (from_client, data) in enumerate(joined):
            at = 0
            while at < len(data):
                smallest = 16 if first == 0 and at == 0 and not which % 2 else 1
                size = max(smallest, dice.choice([1, 7, 40, 300, 1460]))
                capture.packet(from_client, ports, numbers, 24, bytes(data[at:at + size]))
                at += size
        capture.packet(True, ports, numbers, 17)
        capture.packet(False, ports, numbers, 17)


NAMED = ("irm_arch irm_f0 irm_f5 irm_timer irm_soct irm_es irm_f1 irm_f2 irm_f3 irm_f4 rsm_flg1 csm_flg1 csm_prlvl "
         "ping_flg1").split()
PLAIN = ("message exit code tran refused llll irm_len irm_id irm_nak_rsncde irm_res1 irm_clientid irm_trncod "
         "irm_imsdestid irm_lterm irm_racf_userid irm_racf_grpname irm_racf_pw irm_appl_nm irm_rerout_nm irm_tag_adapt "
         "irm_tag_map irm_modname irm_cortkn irm_sestkn irm_extn_off irm_extn_res rsm_racfrc rsm_retcod rsm_rsncod "
         "rmm_mod cid_clientid cor_len cor_region cor_imsid cor_memtk cor_awetk cor_tpipe cor_userid ping_flg2 "
         "callout fault").split()
FIELDS = (["tcp.srcport", "tcp.dstport"] + ["imscon." + name for name in PLAIN] +
          [f"imscon.{name}.name" for name in NAMED] +
          ["imscon.segment.data", "imscon.extension.id", "imscon.extension.data"])


def plain(value):
    """One form for what both may write differently."""
    text = str(value)
    if text in ("True", "False"):
        text = "1" if text == "True" else "0"
    shown = "".join(chr(0x2400 + ord(one)) if ord(one) < 0x20 else one for one in text)
    return shown.lower().replace(":", "")


def lists_of(record):
    """The fields of an object of ours under the names of the dissector's."""
    for name in PLAIN:
        if name == "callout":
            yield "imscon.callout", record.get("callout", [])
        elif name == "tran" and record["type"] != "message":
            continue
        elif name in record:
            yield "imscon." + name, [record[name]]
    for name in NAMED:
        value = record.get(name, [])
        yield f"imscon.{name}.name", value if isinstance(value, list) else [value]
    yield "imscon.segment.data", record.get("segments", [])
    for part in ("id", "data"):
        yield f"imscon.extension.{part}", [one[part] for one in record.get("extensions", [])]
    if record["type"] in ("fault", "gap"):
        yield "imscon.fault", [record["reason"]]


def compare(objects, table):
    ours, theirs = {}, {}

    def add(to, client, field, values):
        to.setdefault((client, field), []).extend(text for text in map(plain, values) if text)

    messages = 0
    with open(objects, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            messages += 1
            ends = [int(record[end].rsplit(":", 1)[1]) for end in ("from", "to")]
            for field, values in lists_of(record):
                add(ours, max(ends), field, values)
    with open(table, encoding="utf-8") as lines:
        for line in lines:
            values = line.rstrip("\n").split("\t")
            client = max(int(values[0]), int(values[1]))
            for field, value in zip(FIELDS[2:], values[2:]):
                add(theirs, client, field, value.split(SEPARATOR))
    faults = 0
    for key in sorted(set(ours) | set(theirs)):
        one, other = ours.get(key, []), theirs.get(key, [])
        if one != other:
            faults += 1
            if faults <= 20:
                print(f"client port {key[0]}, {key[1]}: decode says {one}, the dissector {other}", file=sys.stderr)
    compared = len(set(ours) | set(theirs))
    print(f"{messages} messages and answers, {compared} lists of fields, {faults} differ")
    return faults > 0 or messages == 0


if sys.argv[1] == "make":
    make(int(sys.argv[2]), sys.argv[3])
elif sys.argv[1] == "fields":
    print(" ".join(FIELDS))
else:
    sys.exit(compare(sys.argv[2], sys.argv[3]))
