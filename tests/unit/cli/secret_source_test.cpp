#include "common/cli/secret_source.hpp"

#include <sys/stat.h>

#include <filesystem>

#include "common/base/bytes.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/support/test_io.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using base::ErrorKind;
using tests::World;

namespace {

/// The Io of a user who owns the files of this test, with a text on standard input.
struct User {
    explicit User(std::string_view stdin_text = "") : in(tests::memory_file(stdin_text)) {
        io = World{}.make_io(in.get(), -1, -1);
        io.user_id = ::geteuid();
    }
    base::UniqueFd in;
    cli::Io io;
};

std::string text_of(const base::Result<base::Secret>& secret) {
    return secret ? std::string(base::as_text(secret->view())) : "error: " + secret.error().what;
}

}  // namespace

TEST_CASE("a secret is read from a file of the user's own, byte for byte") {
    const tests::TemporaryDirectory directory;
    User user;
    const std::string bytes("\x01\x00\xFFk\n", 5);
    CHECK(text_of(cli::read_secret(user.io, directory.write("key", bytes))) == bytes);
    CHECK(text_of(cli::read_secret(user.io, directory.write("key", bytes, 0400))) == bytes);
}

TEST_CASE("a secret as text loses one line end") {
    const tests::TemporaryDirectory directory;
    User user;
    const auto text = [&](const std::string& content) {
        return text_of(cli::read_secret_text(user.io, directory.write("key", content)));
    };
    CHECK(text("E001") == "E001");
    CHECK(text("E001\n") == "E001");
    CHECK(text("E001\r\n") == "E001");
    CHECK(text("E001\n\n") == "E001\n");
    CHECK(text("E001\r") == "E001\r");
    CHECK(text("\r\n") == "error: the secret is an empty line");
}

TEST_CASE("a file that others may read or write is refused, and how to close it is said") {
    const tests::TemporaryDirectory directory;
    User user;
    for (const mode_t mode : {0640U, 0604U, 0620U, 0602U, 0610U, 0601U}) {
        const std::string file = directory.write("key", "k", mode);
        const auto secret = cli::read_secret(user.io, file);
        REQUIRE_FALSE(secret.ok());
        CHECK(secret.error().kind == ErrorKind::NotPermitted);
        CHECK(secret.error().what ==
              fmt::format("{} is open to others than its owner (mode {:04o})", file, mode));
        CHECK(secret.error().hint == "chmod 600 " + file);
    }
}

TEST_CASE("a file of another user is refused") {
    if (::geteuid() == 0) {
        const tests::TemporaryDirectory directory;
        const std::string file = directory.write("key", "k");
        REQUIRE(::chown(file.c_str(), 12345, 12345) == 0);
        User user;
        CHECK(text_of(cli::read_secret(user.io, file)) ==
              "error: " + file + " belongs to another user (uid 12345)");
        user.io.user_id = 12345;
        CHECK(text_of(cli::read_secret(user.io, file)) == "k");
    } else {
        User user;  // as somebody else, the files of this user are another's
        user.io.user_id = ::geteuid() + 1;
        const tests::TemporaryDirectory directory;
        CHECK(cli::read_secret(user.io, directory.write("key", "k")).error().kind ==
              ErrorKind::NotPermitted);
    }
}

TEST_CASE("links, directories and pipes are not key files") {
    const tests::TemporaryDirectory directory;
    User user;
    const std::string link = directory.path().string() + "/link";
    std::filesystem::create_symlink(directory.write("key", "k"), link);
    CHECK(text_of(cli::read_secret(user.io, link)) == "error: " + link + " is a symbolic link");
    CHECK(text_of(cli::read_secret(user.io, directory.path())) ==
          "error: " + directory.path().string() + " is not a regular file");
    const std::string fifo = directory.path().string() + "/fifo";
    REQUIRE(::mkfifo(fifo.c_str(), 0600) == 0);
    CHECK(text_of(cli::read_secret(user.io, fifo)) == "error: " + fifo + " is not a regular file");
    CHECK(cli::read_secret(user.io, directory.path().string() + "/none").error().kind ==
          ErrorKind::NotFound);
}

TEST_CASE("a secret has at least one byte and at most 64 KiB") {
    const tests::TemporaryDirectory directory;
    User user;
    const std::string most(cli::kMaxSecret, 'x');
    CHECK(text_of(cli::read_secret(user.io, directory.write("key", most))) == most);
    const std::string file = directory.write("key", most + "x");
    CHECK(text_of(cli::read_secret(user.io, file)) ==
          "error: " + file + " is longer than 65536 bytes");
    CHECK(cli::read_secret(user.io, directory.write("key", "")).error().kind ==
          ErrorKind::Malformed);
}

TEST_CASE("standard input gives one secret, and none from a terminal") {
    User user("from a pipe");
    CHECK(text_of(cli::read_secret(user.io, "-")) == "from a pipe");
    CHECK(text_of(cli::read_secret(user.io, "fd:0")) == "error: standard input is asked for twice");
    User at_terminal("typed");
    at_terminal.io.in_is_terminal = true;
    CHECK(text_of(cli::read_secret(at_terminal.io, "-")) ==
          "error: a secret is not read from a terminal");
}

TEST_CASE("a descriptor that the caller opened gives a secret under both of its names") {
    User user;
    for (const char* form : {"fd:{}", "/dev/fd/{}"}) {
        const auto file = tests::memory_file("handed over");
        CHECK(text_of(cli::read_secret(user.io, fmt::format(fmt::runtime(form), file.get()))) ==
              "handed over");
    }
    for (const char* bad : {"fd:", "fd:x", "fd:-1", "fd:3x", "fd:99999999999"})
        CHECK(cli::read_secret(user.io, bad).error().kind == ErrorKind::Usage);
    CHECK(cli::read_secret(user.io, "fd:1000000").error().kind == ErrorKind::Io);
}

TEST_CASE("a credential is found by its name in the directory that systemd made") {
    const tests::TemporaryDirectory directory;
    // Where access lists grant the right, the mode of a credential shows a group.
    directory.write("key", "credential", 0440);
    User user;
    CHECK(text_of(cli::read_secret(user.io, "cred:key")) ==
          "error: this process was given no credentials");
    user.io.env = [&](std::string_view name) -> std::optional<std::string> {
        if (name != "CREDENTIALS_DIRECTORY") return std::nullopt;
        return directory.path();
    };
    CHECK(text_of(cli::read_secret(user.io, "cred:key")) == "credential");
    CHECK(cli::read_secret(user.io, "cred:none").error().kind == ErrorKind::NotFound);
    for (const char* bad : {"cred:", "cred:.", "cred:..", "cred:../key", "cred:a/b"})
        CHECK(cli::read_secret(user.io, bad).error().kind == ErrorKind::Usage);
}
