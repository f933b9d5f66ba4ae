#include "common/files/spool/spool.hpp"

#include <filesystem>
#include <fstream>

#include "tests/support/rounds.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using spool::Spool;

namespace {

constexpr std::uint64_t kNow = 1'000'000;
constexpr std::size_t kLimit = 4'000'000;

/// All messages in new/, in the order of their names.
std::vector<std::string> delivered(const std::filesystem::path& directory) {
    std::vector<std::string> all;
    const auto names = files::list_directory(directory / "new", ".txt").value();
    for (const auto& name : names)
        all.push_back(files::read_file(directory / "new" / (name + ".txt"), 1'000'000).value());
    return all;
}

Spool open(const std::filesystem::path& directory, std::uint64_t now = kNow) {
    return Spool::open(directory, "txt", now).value();
}

void write(const std::filesystem::path& file, const std::string& content) {
    std::filesystem::remove(file);
    std::ofstream(file, std::ios::binary | std::ios::trunc) << content;
}

std::string flipped(std::string content, std::size_t bit) {
    content[bit / 8] = static_cast<char>(content[bit / 8] ^ (1 << (bit % 8)));
    return content;
}

void cut(const std::filesystem::path& file, std::uintmax_t size) {
    std::filesystem::resize_file(file, size);
}

}  // namespace

TEST_CASE("messages become files in their order, each once") {
    const tests::TemporaryDirectory directory;
    Spool spool = open(directory.path());
    for (const char* text : {"one", "two", "three"})
        spool.add(text);
    REQUIRE(spool.commit().ok());
    CHECK(delivered(directory.path()).empty());
    REQUIRE(spool.deliver(2).ok());
    CHECK(delivered(directory.path()) == std::vector<std::string>{"one", "two"});
    CHECK(spool.backlog() > 0);
    REQUIRE(spool.deliver(2).ok());
    REQUIRE(spool.deliver(2).ok());
    CHECK(delivered(directory.path()) == std::vector<std::string>{"one", "two", "three"});
    CHECK(spool.backlog() == 0);
}

TEST_CASE("what was safe when a run ended is made a file by the next, what was not is no more") {
    const tests::TemporaryDirectory directory;
    {
        Spool spool = open(directory.path());
        spool.add("one");
        spool.add("two");
        REQUIRE(spool.commit().ok());
        REQUIRE(spool.deliver(1).ok());
        spool.add("never safe");
    }
    std::filesystem::remove(directory.path() / "new" / "00000000000001000001.txt");
    Spool spool = open(directory.path());
    // The first was taken away, and does not come again.
    CHECK(delivered(directory.path()) == std::vector<std::string>{"two"});
    CHECK(spool.journal_size() == 0);
    spool.add("three");
    REQUIRE(spool.commit().ok());
    REQUIRE(spool.deliver(9).ok());
    CHECK(delivered(directory.path()) == std::vector<std::string>{"two", "three"});
}

TEST_CASE("a run that ended between staging and moving is taken up there") {
    const tests::TemporaryDirectory directory;
    const auto name = "00000000000001000001.txt";
    {
        Spool spool = open(directory.path());
        spool.add("one");
        REQUIRE(spool.commit().ok());
        REQUIRE(spool.deliver(1).ok());
    }
    std::filesystem::rename(directory.path() / "new" / name, directory.path() / "tmp" / name);
    const Spool spool = open(directory.path());
    CHECK(delivered(directory.path()) == std::vector<std::string>{"one"});
    CHECK(std::filesystem::is_empty(directory.path() / "tmp"));
}

TEST_CASE("after a clean end nothing comes twice, on another start of the system or another host") {
    const tests::TemporaryDirectory directory;
    const auto spool_at = directory.path() / "spool";
    const int count = tests::rounds(20);
    std::vector<std::string> all;
    {
        Spool spool = Spool::open(spool_at, "txt", kNow, "first-boot").value();
        for (int i = 0; i < count; ++i) {
            spool.add(all.emplace_back(fmt::format("message {}", i)));
            REQUIRE(spool.commit().ok());
        }
        REQUIRE(spool.close().ok());
        CHECK(spool.journal_size() == 0);
    }
    CHECK(delivered(spool_at) == all);
    // Half of them are taken away before the next start, half after it.
    const auto take = [&](std::size_t parts) {
        const auto names = files::list_directory(spool_at / "new", ".txt").value();
        for (std::size_t i = 0; i < names.size() / parts; ++i)
            std::filesystem::remove(spool_at / "new" / (names[i] + ".txt"));
    };
    take(2);
    std::filesystem::copy(spool_at, directory.path() / "elsewhere",
                          std::filesystem::copy_options::recursive);
    for (const char* name : {"spool", "elsewhere"}) {
        const auto rest = delivered(directory.path() / name);
        Spool spool = Spool::open(directory.path() / name, "txt", 1, "second-boot").value();
        CHECK(delivered(directory.path() / name) == rest);
        // The numbers go on, also when the clock went back.
        spool.add("last");
        REQUIRE(spool.commit().ok());
        REQUIRE(spool.close().ok());
        CHECK(delivered(directory.path() / name).back() == "last");
        CHECK(delivered(directory.path() / name).size() == rest.size() + 1);
    }
}

TEST_CASE("after a power cut only what was not settled may come again, under the same name") {
    const tests::TemporaryDirectory directory;
    const auto path_of = [&](int number) {
        return directory.path() / "new" / fmt::format("{:020}.txt", kNow + number);
    };
    {
        Spool spool = Spool::open(directory.path(), "txt", kNow, "first-boot").value();
        spool.add("settled");
        spool.add("settled, too");
        REQUIRE(spool.commit().ok());
        REQUIRE(spool.deliver(2).ok());
        while (!spool.is_settled())
            REQUIRE(spool.settle_beside().ok());
        for (const char* text : {"lost", "there", "taken"})
            spool.add(text);
        REQUIRE(spool.commit().ok());
        REQUIRE(spool.deliver(3).ok());
        CHECK_FALSE(spool.is_settled());
    }
    for (const int taken : {1, 2, 5})
        std::filesystem::remove(path_of(taken));
    cut(path_of(3), 0);
    {
        const Spool spool = Spool::open(directory.path(), "txt", kNow, "second-boot").value();
        CHECK(delivered(directory.path()) == std::vector<std::string>{"lost", "there", "taken"});
    }
    CHECK(std::filesystem::exists(path_of(5)));
    // That has been made up for now: nothing comes a third time.
    for (const int taken : {3, 4, 5})
        std::filesystem::remove(path_of(taken));
    const Spool third = Spool::open(directory.path(), "txt", kNow, "third-boot").value();
    CHECK(delivered(directory.path()).empty());
}

TEST_CASE("a bit that flips in what says how far the files have come is told") {
    const tests::TemporaryDirectory directory;
    {
        Spool spool = open(directory.path());
        spool.add("one");
        REQUIRE(spool.commit().ok());
        REQUIRE(spool.deliver(1).ok());
        while (!spool.is_settled())
            REQUIRE(spool.settle_beside().ok());
    }
    for (const char* name : {"position", "settled"}) {
        const auto path = directory.path() / name;
        const auto whole = files::read_file(path, kLimit).value();
        for (std::size_t bit = 0; bit < whole.size() * 8; bit += 9) {
            write(path, flipped(whole, bit));
            const auto opened = Spool::open(directory.path(), "txt", kNow);
            REQUIRE_FALSE(opened.ok());
            CHECK(opened.error().kind == base::ErrorKind::Config);
            CHECK(opened.error().what.find(path.string()) != std::string::npos);
        }
        write(path, whole);
    }
    CHECK(Spool::open(directory.path(), "txt", kNow).ok());
}

TEST_CASE("a spool belongs to one program at a time") {
    const tests::TemporaryDirectory directory;
    const Spool spool = open(directory.path());
    const auto second = Spool::open(directory.path(), "txt", kNow);
    REQUIRE_FALSE(second.ok());
    CHECK(second.error().kind == base::ErrorKind::TryAgain);
}
