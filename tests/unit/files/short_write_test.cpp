// A system that writes only a part of what it is given, and then goes on, or fails. What was
// written is whole, or the error is told and the old content is there.
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <functional>

#include "common/files/block_file.hpp"
#include "common/files/bulk.hpp"
#include "common/files/files.hpp"
#include "common/files/publish.hpp"
#include "common/files/scratch.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;

namespace {

/// What the system does with writes while this is set.
struct Meanness {
    std::size_t at_most = 0;       ///< bytes a call
    int calls_until_failure = -1;  ///< then ENOSPC, again and again
};
const Meanness* meanness = nullptr;
Meanness left;

/// How many bytes of a call are written; -1: it fails.
ssize_t granted(std::size_t size) {
    if (meanness == nullptr) return static_cast<ssize_t>(size);
    if (left.calls_until_failure == 0) {
        errno = ENOSPC;
        return -1;
    }
    if (left.calls_until_failure > 0) --left.calls_until_failure;
    return static_cast<ssize_t>(std::min(size, left.at_most));
}

template <typename Work>
auto under(const Meanness& now, const Work& work) {
    left = now;
    meanness = &now;
    auto result = work();
    meanness = nullptr;
    return result;
}

}  // namespace

// The program's own definitions come before those of the C library.
extern "C" {
ssize_t write(int fd, const void* bytes, std::size_t size) {
    const ssize_t part = granted(size);
    return part < 0 ? part : ::syscall(SYS_write, fd, bytes, static_cast<std::size_t>(part));
}
ssize_t pwrite(int fd, const void* bytes, std::size_t size, off_t offset) {
    const ssize_t part = granted(size);
    return part < 0 ? part
                    : ::syscall(SYS_pwrite64, fd, bytes, static_cast<std::size_t>(part), offset);
}
ssize_t pwrite64(int fd, const void* bytes, std::size_t size, off64_t offset) {
    return pwrite(fd, bytes, size, offset);
}
}

namespace {

struct Way {
    const char* name;
    bool keeps_old;  ///< when it fails, the old content is there
    std::function<base::Status(const files::Path&, const std::string&)> put;
};

const std::vector<Way>& ways() {
    static const std::vector<Way> kWays{
        {"write_atomically", true,
         [](const files::Path& path, const std::string& text) {
             return files::write_atomically(path, text);
         }},
        {"publish", true,
         [](const files::Path& path, const std::string& text) {
             return files::publish(path, text);
         }},
        {"write_unsynced", false,
         [](const files::Path& path, const std::string& text) {
             return files::write_unsynced(path, text);
         }},
        {"overwrite_unsynced", false,
         [](const files::Path& path, const std::string& text) {
             return files::overwrite_unsynced(path, text);
         }},
        {"BlockFile::write", false,
         [](const files::Path& path, const std::string& text) {
             return files::BlockFile::open(path)->write(0, base::as_bytes(text));
         }},
        {"Scratch::append", true,
         [](const files::Path& path, const std::string& text) -> base::Status {
             auto scratch = files::Scratch::create(path.parent_path());
             if (auto status = scratch->append(text); !status) return status;
             std::string read;
             auto status = scratch->read([&](std::string_view piece) {
                 read += piece;
                 return base::Status();
             });
             if (!status) return status;
             CHECK(read == text);
             return {};
         }},
    };
    return kWays;
}

}  // namespace

TEST_CASE("what is written in parts is whole in the end, and what fails in the middle says so") {
    const std::string before(40, 'o');
    const std::string after = "0123456789abcdefghijklmnopqrstuvwxyzABCD";
    for (const Way& way : ways()) {
        INFO(way.name);
        const tests::TemporaryDirectory dir;
        const auto path = dir.path() / "a";
        for (const std::size_t part : {1U, 3U, 39U}) {
            REQUIRE(files::write_atomically(path, before).ok());
            CHECK(under({part, -1}, [&] { return way.put(path, after); }).ok());
            if (std::string_view(way.name) != "Scratch::append")
                CHECK(files::read_file(path, 100).value() == after);
        }
        for (int calls = 0; calls < 13; ++calls) {
            INFO("fails after " << calls << " calls");
            REQUIRE(files::write_atomically(path, before).ok());
            const auto status = under({3, calls}, [&] { return way.put(path, after); });
            REQUIRE_FALSE(status.ok());
            CHECK(status.error().what.find("No space left on device") != std::string::npos);
            if (way.keeps_old) CHECK(files::read_file(path, 100).value() == before);
        }
        // No temporary file is left.
        CHECK(files::list_directory(dir.path(), "").value().size() == 3);
    }
}

TEST_CASE("a line that is appended in parts is whole, or is not there") {
    const tests::TemporaryDirectory dir;
    const auto path = dir.path() / "audit.jsonl";
    std::string expected = "{\"first\":1}\n";
    REQUIRE(files::append(path, expected, true).ok());
    const std::string line = "{\"second\":\"0123456789\"}\n";
    for (const std::size_t part : {1U, 3U, 20U}) {
        CHECK(under({part, -1}, [&] { return files::append(path, line, true); }).ok());
        expected += line;
        CHECK(files::read_file(path, 1000).value() == expected);
    }
    for (int calls = 0; calls < 8; ++calls) {
        INFO("fails after " << calls << " calls");
        CHECK_FALSE(under({3, calls}, [&] { return files::append(path, line, true); }).ok());
        CHECK(files::read_file(path, 1000).value() == expected);
    }
}

TEST_CASE("a note in a lock that is written in part is an error, and no whole note") {
    const tests::TemporaryDirectory dir;
    const auto lock = files::FileLock::acquire(dir.path() / "lock", std::chrono::milliseconds(0));
    REQUIRE(lock->leave("0123456789").ok());
    CHECK_FALSE(under({3, -1}, [&] { return lock->leave("abcdefghij"); }).ok());
    CHECK(lock->note().value() != "abcdefghij");
}
