#include "common/spool/spool.hpp"

#include <filesystem>
#include <fstream>

#include "tests/support/temporary_directory.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using spool::Journal;
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

TEST_CASE("after another start of the system what is missing in new/ is made again") {
    const tests::TemporaryDirectory directory;
    {
        Spool spool = open(directory.path());
        spool.add("one");
        spool.add("two");
        REQUIRE(spool.commit().ok());
        REQUIRE(spool.deliver(2).ok());
    }
    std::ofstream(directory.path() / "position") << "another-boot 00000000000001000002\n";
    cut(directory.path() / "new" / "00000000000001000002.txt", 0);
    const Spool spool = open(directory.path());
    CHECK(delivered(directory.path()) == std::vector<std::string>{"one", "two"});
}

TEST_CASE("a journal cut at any byte gives the whole records before the cut") {
    const tests::TemporaryDirectory directory;
    const auto path = directory.path() / "journal";
    {
        Journal journal = Journal::open(path).value();
        journal.add(1, "one");
        journal.add(2, "second");
        REQUIRE(journal.commit().ok());
    }
    const auto whole = files::read_file(path, kLimit)->substr(0, 16 + 3 + 16 + 6);
    for (std::size_t size = 0; size <= whole.size(); ++size) {
        const bool zeros_behind = size % 2 == 0;
        std::ofstream(path, std::ios::binary | std::ios::trunc)
            << whole.substr(0, size) << std::string(zeros_behind ? 100 : 0, '\0');
        Journal journal = Journal::open(path).value();
        int count = 0;
        while (journal.next().value())
            ++count;
        CHECK(count == (size >= whole.size() ? 2 : size >= 19 ? 1 : 0));
    }
}

TEST_CASE("a flipped bit ends the journal before its record") {
    const tests::TemporaryDirectory directory;
    const auto path = directory.path() / "journal";
    {
        Journal journal = Journal::open(path).value();
        journal.add(1, "one");
        REQUIRE(journal.commit().ok());
    }
    const auto whole = files::read_file(path, kLimit)->substr(0, 16 + 3);
    for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
        auto damaged = whole;
        damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << (bit % 8)));
        std::ofstream(path, std::ios::binary | std::ios::trunc) << damaged;
        CHECK_FALSE(Journal::open(path)->next().value());
    }
}

TEST_CASE("a spool belongs to one program at a time") {
    const tests::TemporaryDirectory directory;
    const Spool spool = open(directory.path());
    const auto second = Spool::open(directory.path(), "txt", kNow);
    REQUIRE_FALSE(second.ok());
    CHECK(second.error().kind == base::ErrorKind::TryAgain);
}

TEST_CASE("a journal with a title leaves a file of another kind as it is") {
    const tests::TemporaryDirectory directory;
    const auto path = directory.path() / "file";
    REQUIRE(Journal::open(path, "title").ok());
    auto again = Journal::open(path, "title");
    REQUIRE(again.ok());
    CHECK(again->next().value()->content == "title");
    CHECK_FALSE(again->next().value());
    const auto untitled = Journal::open(path, "other");
    REQUIRE_FALSE(untitled.ok());
    CHECK(untitled.error().kind == base::ErrorKind::Config);
    const std::string text = "a text that somebody needs\n";
    REQUIRE(files::write_atomically(path, text).ok());
    CHECK_FALSE(Journal::open(path, "title").ok());
    CHECK(files::read_file(path, kLimit).value() == text);
}

TEST_CASE("a title that a crash has cut off is written again") {
    const tests::TemporaryDirectory directory;
    const auto path = directory.path() / "file";
    REQUIRE(Journal::open(path, "title").ok());
    const std::string whole = files::read_file(path, kLimit).value();
    for (std::size_t size = 0; size < 21; ++size) {
        REQUIRE(files::write_atomically(path, whole.substr(0, size) + std::string(30, '\0')).ok());
        auto journal = Journal::open(path, "title");
        REQUIRE(journal.ok());
        CHECK(journal->next().value()->content == "title");
    }
}
