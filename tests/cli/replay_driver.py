"""Speaks the dialogue of ptkt-replay(7) with helpers, and cuts what they say to a server.

replay_driver.py HELPER load URL FILE        writes what it was told is fresh to FILE, until SIGTERM
replay_driver.py HELPER present URL FILE     presents what is in FILE: "fresh N used N unknown N"
replay_driver.py HELPER ask URL COUNT [SEED] presents COUNT digests: the same counts
replay_driver.py HELPER same URL URL N       N digests at two helpers at once: "fresh N" of both together
replay_driver.py HELPER opposite URL N       N groups at two helpers, one backwards: "fresh N unknown N"
replay_driver.py HELPER away URL SECONDS     asks for so long, with a server that is silent: "at once"
replay_driver.py HELPER cuts URL SOCKET-DIR STRIDE   cuts the connection after every STRIDE bytes, both ways
"""
import hashlib
import os
import random
import select
import signal
import socket
import subprocess
import sys
import threading
import time

KEY = "0" * 63 + "1"


def digest(*words):
    return hashlib.sha256("/".join(map(str, words)).encode()).hexdigest()


def question(digest=None):
    """The slot of a ticket is that of its own moment, whenever it is presented."""
    return f"{int(time.time()) // 600} {digest or os.urandom(32).hex()}"


class Helper:
    def __init__(self, url):
        self.process = subprocess.Popen([HELPER, url], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.process.stdin.write(f"group {KEY}\n".encode())
        self.process.stdin.flush()
        self.last = 0
        self.asked = {}
        self.said = []

    def await_ready(self):
        for line in self.process.stdout:
            if line.startswith(b"ready "):
                return self
        raise SystemExit("the helper has ended")

    def ask(self, questions):
        lines = []
        for one in questions:
            self.last += 1
            self.asked[str(self.last)] = one
            lines.append(f"{self.last} {one}\n")
        self.process.stdin.write("".join(lines).encode())
        self.process.stdin.flush()

    def answers(self, count):
        """The next COUNT answers, as pairs of question and word."""
        found = []
        while len(found) < count:
            line = self.process.stdout.readline().decode()
            if not line:
                raise SystemExit("the helper has ended")
            words = line.split()
            if words[0] in ("ready", "away"):
                self.said.append(line.strip())
            else:
                found.append((self.asked.pop(words[0]), words[1]))
        return found

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def counts(answers):
    words = [word for _, word in answers]
    return " ".join(f"{word} {words.count(word)}" for word in ("fresh", "used", "unknown"))


def load(url, path):
    """Sixteen helpers' worth of questions would prove no more than four's."""
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    out = open(path, "w", buffering=1)
    lock = threading.Lock()

    def one():
        helper = Helper(url)
        while not stop.is_set():
            helper.ask([question() for _ in range(32)])
            fresh = [one for one, word in helper.answers(32) if word == "fresh"]
            with lock:
                out.write("".join(one + "\n" for one in fresh))
            if not fresh:
                time.sleep(0.02)
        helper.close()

    threads = [threading.Thread(target=one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def present(url, path):
    questions = open(path).read().splitlines()
    helper = Helper(url).await_ready()
    answers = []
    for at in range(0, len(questions), 256):
        part = questions[at : at + 256]
        helper.ask(part)
        answers += helper.answers(len(part))
    helper.close()
    print(counts(answers))


def ask(url, count, seed=None):
    helper = Helper(url)
    seed = seed or os.urandom(8).hex()
    helper.ask([question(digest(seed, i)) for i in range(int(count))])
    print(counts(helper.answers(int(count))))
    helper.close()


def away(url, seconds):
    helper = Helper(url)
    longest = 0
    helper.ask([question()])
    answers = helper.answers(1)
    end = time.monotonic() + int(seconds)
    while time.monotonic() < end:
        asked = time.monotonic()
        helper.ask([question()])
        answers += helper.answers(1)
        longest = max(longest, time.monotonic() - asked)
        time.sleep(0.02)
    helper.process.kill()
    every = {word for _, word in answers}
    print("at once" if every == {"unknown"} and longest < 1.5 else f"{every}, after up to {longest} s")


def same(one, two, count):
    helpers = [Helper(one).await_ready(), Helper(two).await_ready()]
    fresh = 0
    for _ in range(int(count)):
        again = question()
        for helper in random.sample(helpers, 2):
            helper.ask([again])
        words = [helper.answers(1)[0][1] for helper in helpers]
        if sorted(words) != ["fresh", "used"]:
            print("not once:", words)
        fresh += words.count("fresh")
    print(f"fresh {fresh}")


def opposite(url, count):
    helpers = [Helper(url).await_ready(), Helper(url).await_ready()]
    answers = []
    for _ in range(int(count)):
        group = [question() for _ in range(64)]
        helpers[0].ask(group)
        helpers[1].ask(group[::-1])
        for helper in helpers:
            answers += helper.answers(64)
    print(counts(answers))


class Relay:
    """Between a helper and a server: ends both connections after so many bytes of one direction."""

    def __init__(self, server, path):
        self.server = server
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(path)
        self.listener.listen()
        self.limit = (None, 0)
        self.passed = [0, 0]
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while True:
            client, _ = self.listener.accept()
            server = socket.socket(socket.AF_UNIX)
            server.connect(self.server)
            self.pump([client, server])

    def pump(self, ends):
        passed = [0, 0]
        while True:
            for end in select.select(ends, [], [])[0]:
                way = ends.index(end)
                data = end.recv(65536)
                if self.limit[0] == way:
                    data = data[: self.limit[1] - passed[way]]
                passed[way] += len(data)
                self.passed = passed
                if data:
                    ends[1 - way].sendall(data)
                if not data or (self.limit[0] == way and passed[way] >= self.limit[1]):
                    for one in ends:
                        one.close()
                    return


def cuts(url, directory, stride):
    name = ".s.PGSQL.5432"
    host = url.split("host=")[1]
    relay = Relay(os.path.join(host, name), os.path.join(directory, name))
    through = url.split("host=")[0] + "host=" + directory
    helper = Helper(through)
    helper.ask([question()])
    assert helper.answers(1)[0][1] == "fresh"
    whole = list(relay.passed)
    helper.process.kill()
    direct = Helper(url).await_ready()
    done, wrong, seen = 0, 0, set()
    for way in (0, 1):
        for at in range(0, whole[way] + 1, int(stride)):
            relay.limit = (way, at)
            again = question()
            helper = Helper(through)
            helper.ask([again])
            first = helper.answers(1)[0][1]
            helper.process.kill()
            direct.ask([again])
            second = direct.answers(1)[0][1]
            done += 1
            seen.add((first, second))
            if (first, second) not in {("fresh", "used"), ("unknown", "fresh"), ("unknown", "used")}:
                wrong += 1
                print(f"cut at byte {at} of way {way}: {first}, then {second}")
    print(f"wrong {wrong} of {done}: {sorted(seen)}")


HELPER = sys.argv[1]
{
    "load": load,
    "present": present,
    "ask": ask,
    "away": away,
    "same": same,
    "opposite": opposite,
    "cuts": cuts,
}[sys.argv[2]](*sys.argv[3:])
