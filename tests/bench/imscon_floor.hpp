#ifndef PTKT_TESTS_BENCH_IMSCON_FLOOR_HPP
#define PTKT_TESTS_BENCH_IMSCON_FLOOR_HPP

#include <fcntl.h>
#include <lmdb.h>
#include <sys/wait.h>

#include <csignal>
#include <cstring>
#include <functional>
#include <unordered_map>

#include "tests/bench/imscon_load.hpp"

namespace bench {

/// What a floor does with the bytes of the frames of a turn before it acknowledges them.
using Keep = std::function<void(ByteView frames, std::size_t count)>;

/// The least that a server can do: epoll, frames cut by their LLLL, an acknowledgment each. With
/// `keep` the acknowledgments of a turn leave after it, once for all of them.
class MinimalServer {
  public:
    MinimalServer(int listener, Bytes acknowledgment, Keep keep)
        : listener_(listener), acknowledgment_(std::move(acknowledgment)), keep_(std::move(keep)) {
        waiter_.add(listener_, 0);
    }

    [[noreturn]] void serve() {
        for (;;) {
            const int ready = waiter_.wait();
            for (int i = 0; i < ready; ++i) {
                if (waiter_.index(i) == 0) {
                    accept();
                } else {
                    read(static_cast<int>(waiter_.index(i)));
                }
            }
            if (keep_ && count_ > 0) {
                keep_(kept_, count_);
                for (const auto& [fd, frames] : owed_)
                    acknowledge(fd, frames);
                owed_.clear();
                kept_.clear();
                count_ = 0;
            }
        }
    }

  private:
    void accept() {
        const int fd = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (fd < 0) return;
        const int on = 1;
        ::setsockopt(fd, IPPROTO_TCP, 1 /* TCP_NODELAY */, &on, sizeof on);
        waiter_.add(fd, static_cast<std::size_t>(fd));
    }

    void read(int fd) {
        Bytes& rest = rests_[fd];
        const std::size_t before = rest.size();
        ByteView bytes;
        const ssize_t got = ::recv(fd, buffer_.data(), buffer_.size(), 0);
        if (got <= 0) {
            rests_.erase(fd);
            ::close(fd);
            return;
        }
        bytes = ByteView(buffer_).first(static_cast<std::size_t>(got));
        if (before > 0) {
            rest.insert(rest.end(), bytes.begin(), bytes.end());
            bytes = rest;
        }
        const auto [frames, used] = whole_frames(bytes);
        if (keep_ && frames > 0) {
            kept_.insert(kept_.end(), bytes.begin(), bytes.begin() + used);
            count_ += frames;
            owed_.emplace_back(fd, frames);
        } else if (frames > 0) {
            acknowledge(fd, frames);
        }
        rest = Bytes(bytes.begin() + used, bytes.end());
    }

    static std::pair<std::size_t, std::ptrdiff_t> whole_frames(ByteView bytes) {
        std::size_t frames = 0;
        std::size_t at = 0;
        while (bytes.size() - at >= 4) {
            const std::size_t length = std::size_t{bytes[at]} << 24U | bytes[at + 1] << 16U |
                                       bytes[at + 2] << 8U | bytes[at + 3];
            if (length > bytes.size() - at) break;
            at += length;
            ++frames;
        }
        return {frames, static_cast<std::ptrdiff_t>(at)};
    }

    void acknowledge(int fd, std::size_t frames) {
        answer_.clear();
        for (std::size_t i = 0; i < frames; ++i)
            answer_.insert(answer_.end(), acknowledgment_.begin(), acknowledgment_.end());
        static_cast<void>(::send(fd, answer_.data(), answer_.size(), MSG_NOSIGNAL));
    }

    int listener_;
    Bytes acknowledgment_;
    Keep keep_;
    Waiter waiter_;
    Bytes buffer_ = Bytes(65'536);
    std::unordered_map<int, Bytes> rests_;
    Bytes kept_;
    std::size_t count_ = 0;
    std::vector<std::pair<int, std::size_t>> owed_;
    Bytes answer_;
};

/// The minimal server as a process of its own.
class Floor {
  public:
    /// `make_keep` is called in that process.
    explicit Floor(const Bytes& acknowledgment, const std::function<Keep()>& make_keep = {}) {
        pid_ = ::fork();
        if (pid_ < 0) give_up("fork");
        if (pid_ == 0)
            MinimalServer(socket_.fd(), acknowledgment, make_keep ? make_keep() : Keep()).serve();
    }
    Floor(const Floor&) = delete;
    Floor& operator=(const Floor&) = delete;
    ~Floor() {
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
    }
    [[nodiscard]] std::uint16_t port() const { return socket_.port(); }

  private:
    ptkt::tests::ListeningSocket socket_;
    pid_t pid_ = 0;
};

/// Append and sync, once for all messages of a turn.
inline Keep append_to(const std::string& path) {
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (fd < 0) give_up("open");
    return [fd](ByteView frames, std::size_t) {
        if (::write(fd, frames.data(), frames.size()) != static_cast<ssize_t>(frames.size()) ||
            ::fdatasync(fd) != 0)
            give_up("write");
    };
}

/// One entry and one durable commit for each frame.
inline Keep commit_to(const std::string& path) {
    const auto check = [](int code) {
        if (code == 0) return;
        std::fprintf(stderr, "lmdb: %s\n", mdb_strerror(code));
        std::exit(1);
    };
    MDB_env* env = nullptr;
    check(mdb_env_create(&env));
    check(mdb_env_set_mapsize(env, std::size_t{1} << 30U));
    check(mdb_env_open(env, path.c_str(), MDB_NOSUBDIR | MDB_NOLOCK, 0600));
    return [env, check, number = std::uint64_t{0}](ByteView, std::size_t count) mutable {
        for (std::size_t i = 0; i < count; ++i) {
            MDB_txn* txn = nullptr;
            MDB_dbi dbi = 0;
            check(mdb_txn_begin(env, nullptr, 0, &txn));
            check(mdb_dbi_open(txn, nullptr, 0, &dbi));
            // Keys as spread out as digests are.
            std::uint64_t digest = ++number * 0x9E3779B97F4A7C15U;
            MDB_val key{sizeof digest, &digest};
            std::array<char, 40> text{"when and by whom"};
            MDB_val value{text.size(), text.data()};
            check(mdb_put(txn, dbi, &key, &value, 0));
            check(mdb_txn_commit(txn));
        }
    };
}

}  // namespace bench

#endif
