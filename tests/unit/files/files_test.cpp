#include "common/files/files.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <future>
#include <thread>

#include "common/files/scratch.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using base::ErrorKind;

TEST_CASE("a file is replaced whole, with mode 0600 and nothing left beside it") {
    const ptkt::tests::TemporaryDirectory dir;
    const auto path = dir.path() / "a.toml";
    REQUIRE(files::write_atomically(path, "one").ok());
    REQUIRE(files::write_atomically(path, "two").ok());
    CHECK(files::read_file(path, 100).value() == "two");
    struct stat about {};
    REQUIRE(::stat(path.c_str(), &about) == 0);
    CHECK((about.st_mode & 07777U) == 0600U);
    CHECK(files::list_directory(dir.path(), "").value().size() == 3);  // ., .. and a.toml
}

TEST_CASE("a scratch file gives back what was appended, and has no name") {
    const ptkt::tests::TemporaryDirectory dir;
    auto scratch = files::Scratch::create(dir.path());
    REQUIRE(scratch.ok());
    std::string all;
    for (int i = 0; i < 100'000; ++i) {
        const std::string line = fmt::format("line {}\n", i);
        all += line;
        REQUIRE(scratch->append(line).ok());
    }
    CHECK(std::filesystem::is_empty(dir.path()));
    std::string read;
    const auto done = scratch->read([&](std::string_view piece) {
        read += piece;
        return base::Status();
    });
    REQUIRE(done.ok());
    CHECK(read == all);
    const auto refused = scratch->read([](std::string_view) -> base::Status {
        return base::fail(base::ErrorKind::Io, "no more");
    });
    CHECK(refused.error().what == "no more");
    const auto none = files::Scratch::create(dir.path() / "missing");
    REQUIRE_FALSE(none.ok());
    CHECK(none.error().what.find("missing") != std::string::npos);
}

TEST_CASE("a replacement that fails leaves the old content and says which file") {
    const ptkt::tests::TemporaryDirectory dir;
    const auto missing = dir.path() / "no" / "a.toml";
    const auto status = files::write_atomically(missing, "x");
    REQUIRE_FALSE(status.ok());
    CHECK(status.error().what.find("a.toml") != std::string::npos);
    CHECK(status.error().kind == ErrorKind::NotFound);
}

TEST_CASE("reading tells missing, too long and symbolic links apart") {
    const ptkt::tests::TemporaryDirectory dir;
    const auto path = dir.path() / "a";
    CHECK(files::read_file(path, 10).error().kind == ErrorKind::NotFound);
    CHECK_FALSE(files::read_if_there(path, 10).value().has_value());
    REQUIRE(files::write_atomically(path, "0123456789A").ok());
    CHECK(files::read_file(path, 10).error().kind == ErrorKind::Malformed);
    REQUIRE(::symlink(path.c_str(), (dir.path() / "link").c_str()) == 0);
    CHECK(files::read_file(dir.path() / "link", 100).error().kind == ErrorKind::NotPermitted);
}

TEST_CASE("a file that others may read is refused, with what to do") {
    const ptkt::tests::TemporaryDirectory dir;
    const auto path = dir.path() / "key";
    REQUIRE(files::write_atomically(path, "x").ok());
    CHECK(files::check_private(path).ok());
    REQUIRE(::chmod(path.c_str(), 0640) == 0);
    const auto status = files::check_private(path);
    REQUIRE_FALSE(status.ok());
    CHECK(status.error().hint == "chmod 600 " + path.string());
}

TEST_CASE("a lock keeps others out until it ends") {
    const ptkt::tests::TemporaryDirectory dir;
    const auto path = dir.path() / "lock";
    {
        const auto first = files::FileLock::acquire(path, std::chrono::milliseconds(0));
        REQUIRE(first.ok());
        const auto second = files::FileLock::acquire(path, std::chrono::milliseconds(4));
        REQUIRE_FALSE(second.ok());
        CHECK(second.error().kind == ErrorKind::TryAgain);
    }
    CHECK(files::FileLock::acquire(path, std::chrono::milliseconds(0)).ok());
}

TEST_CASE("who lets a lock go and wants it back queues behind one who waits") {
    const ptkt::tests::TemporaryDirectory dir;
    const auto path = dir.path() / "lock";
    auto first = files::FileLock::acquire(path, std::chrono::milliseconds(0));
    REQUIRE(first.ok());
    std::promise<void> done;
    auto waiter = std::async(std::launch::async, [&] {
        const auto lock = files::FileLock::acquire(path, std::chrono::seconds(12));
        done.get_future().wait();
        return lock.ok();
    });
    // The one who has waited for a while has the next turn: seen from outside, the first byte is
    // locked.
    const base::UniqueFd fd(::open(path.c_str(), O_RDWR | O_CLOEXEC));
    struct flock turn {};
    while (turn.l_type != F_WRLCK) {
        turn = {};
        turn.l_type = F_WRLCK;
        turn.l_whence = SEEK_SET;
        turn.l_len = 1;
        REQUIRE(::fcntl(fd.get(), F_OFD_GETLK, &turn) == 0);
        if (turn.l_type == F_UNLCK) std::this_thread::yield();
    }
    first = base::fail(ErrorKind::TryAgain, "let go");
    CHECK(files::FileLock::acquire(path, std::chrono::milliseconds(0)).error().kind ==
          ErrorKind::TryAgain);
    done.set_value();
    CHECK(waiter.get());
    CHECK(files::FileLock::acquire(path, std::chrono::milliseconds(0)).ok());
}

TEST_CASE("lines are appended whole and a directory is listed by suffix") {
    const ptkt::tests::TemporaryDirectory dir;
    REQUIRE(files::append(dir.path() / "audit.jsonl", "{}\n", false).ok());
    REQUIRE(files::append(dir.path() / "audit.jsonl", "{}\n", true).ok());
    CHECK(files::read_file(dir.path() / "audit.jsonl", 100).value() == "{}\n{}\n");
    REQUIRE(files::write_atomically(dir.path() / "B.toml", "").ok());
    REQUIRE(files::write_atomically(dir.path() / "A.toml", "").ok());
    CHECK(files::list_directory(dir.path(), ".toml").value() == std::vector<std::string>{"A", "B"});
    CHECK(files::list_directory(dir.path() / "none", ".toml").value().empty());
    CHECK(files::remove_durably(dir.path() / "A.toml").ok());
    CHECK(files::remove_durably(dir.path() / "A.toml").ok());
}

TEST_CASE("a torn line never joins the next record") {
    const tests::TemporaryDirectory dir;
    const auto path = dir.path() / "audit.jsonl";
    const auto text = [&] { return files::read_file(path, 1000).value(); };
    REQUIRE(files::append(path, "{\"a\":1}\n", false).ok());
    REQUIRE(files::append(path, "{\"torn", false).ok());
    REQUIRE(files::append(path, "{\"b\":2}\n", false).ok());
    CHECK(text() == "{\"a\":1}\n{\"torn\n{\"b\":2}\n");
    REQUIRE(files::write_atomically(path, std::string(3, '\0')).ok());
    REQUIRE(files::append(path, "{}\n", true).ok());
    CHECK(text() == std::string(3, '\0') + "\n{}\n");
}

TEST_CASE("a record that does not fit is taken back whole") {
    const tests::TemporaryDirectory dir;
    const auto path = dir.path() / "audit.jsonl";
    REQUIRE(files::append(path, "{}\n", false).ok());
    rlimit before{};
    REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
    const auto handler = ::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{10, before.rlim_max};
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
    const bool fits = files::append(path, "{\"longer\":1}\n", false).ok();
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &before) == 0);
    ::signal(SIGXFSZ, handler);
    CHECK_FALSE(fits);
    CHECK(files::read_file(path, 1000).value() == "{}\n");
}

TEST_CASE("of a link that is ours, what it leads to must be private") {
    const tests::TemporaryDirectory dir;
    const auto target = dir.path() / "target";
    const auto link = dir.path() / "link";
    REQUIRE(files::make_directory(target).ok());
    std::filesystem::create_directory_symlink(target, link);
    CHECK(files::check_private(link).ok());
    REQUIRE(::chmod(target.c_str(), 0755) == 0);
    const auto status = files::check_private(link);
    REQUIRE_FALSE(status.ok());
    CHECK(status.error().hint == "chmod 700 " + target.string());
    std::filesystem::remove(target);
    CHECK(files::check_private(link).error().kind == ErrorKind::NotFound);
}
