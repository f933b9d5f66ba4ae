#include "common/ims/sender/results/sent_journal.hpp"

#include <filesystem>

#include "tests/support/temporary_directory.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using ims_sender::Before;
using ims_sender::SentJournal;

namespace {

constexpr std::size_t kLimit = 4'000'000;

/// The run that is cut off: it had four messages, of which it sent three and knows what became of
/// two.
void cut_off_run(const std::string& path) {
    SentJournal journal = SentJournal::open(path).value();
    for (std::int64_t number = 1; number <= 4; ++number)
        REQUIRE(journal.meet(number, fmt::format("m{}\n", number)).value() == Before::Nothing);
    journal.sent(1);
    journal.sent(2);
    journal.sent(3);
    journal.acknowledged(1);
    journal.not_taken(3);
    REQUIRE(journal.commit().ok());
}

}  // namespace

TEST_CASE("a journal knows what was acknowledged, what is in doubt, and what was not taken") {
    const tests::TemporaryDirectory directory;
    const std::string path = directory.path() / "journal";
    cut_off_run(path);
    SentJournal journal = SentJournal::open(path).value();
    CHECK(journal.meet(1, "m1\n").value() == Before::Acknowledged);
    CHECK(journal.meet(2, "m2\n").value() == Before::Sent);
    CHECK(journal.meet(3, "m3\n").value() == Before::Nothing);
    CHECK(journal.meet(4, "m4\n").value() == Before::Nothing);
    CHECK(journal.meet_end().ok());
    CHECK(journal.meet(5, "m5\n").value() == Before::Nothing);
}

TEST_CASE("what was not committed is not in the journal") {
    const tests::TemporaryDirectory directory;
    const std::string path = directory.path() / "journal";
    cut_off_run(path);
    {
        SentJournal journal = SentJournal::open(path).value();
        for (std::int64_t number = 1; number <= 2; ++number)
            REQUIRE(journal.meet(number, fmt::format("m{}\n", number)).ok());
        journal.acknowledged(2);
    }
    SentJournal journal = SentJournal::open(path).value();
    REQUIRE(journal.meet(1, "m1\n").ok());
    CHECK(journal.meet(2, "m2\n").value() == Before::Sent);
}

TEST_CASE("a journal refuses another input, also one with the same words in other lines") {
    const tests::TemporaryDirectory directory;
    const std::string path = directory.path() / "journal";
    cut_off_run(path);
    SentJournal other = SentJournal::open(path).value();
    REQUIRE(other.meet(1, "m1\n").ok());
    const auto refused = other.meet(2, "m2\r\n");
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().kind == base::ErrorKind::Usage);
    CHECK(refused.error().what ==
          path + " is the journal of another input: message 2 is not the same");
}

TEST_CASE("a journal refuses an input that ends too early") {
    const tests::TemporaryDirectory directory;
    const std::string path = directory.path() / "journal";
    cut_off_run(path);
    SentJournal shorter = SentJournal::open(path).value();
    REQUIRE(shorter.meet(1, "m1\n").ok());
    const auto ended = shorter.meet_end();
    REQUIRE_FALSE(ended.ok());
    CHECK(ended.error().what == path + " is the journal of another input: it ends after message 1");
}

TEST_CASE("a journal belongs to one run at a time") {
    const tests::TemporaryDirectory directory;
    const std::string path = directory.path() / "journal";
    const SentJournal first = SentJournal::open(path).value();
    const auto second = SentJournal::open(path);
    REQUIRE_FALSE(second.ok());
    CHECK(second.error().kind == base::ErrorKind::TryAgain);
}

TEST_CASE("cut at any byte, a journal has forgotten at most what came last") {
    const tests::TemporaryDirectory directory;
    const std::string path = directory.path() / "journal";
    cut_off_run(path);
    const std::string whole = files::read_file(path, kLimit).value();
    const std::size_t end = whole.find_last_not_of('\0') + 1;
    for (std::size_t size = 0; size < end; ++size) {
        REQUIRE(files::write_atomically(path, whole.substr(0, size)).ok());
        auto journal = SentJournal::open(path);
        REQUIRE(journal.ok());
        const auto first = journal->meet(1, "m1\n");
        REQUIRE(first.ok());
        CHECK(journal->meet(2, "m2\n").ok());
    }
}
