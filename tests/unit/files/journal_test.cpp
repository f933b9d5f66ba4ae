#include "common/files/spool/journal.hpp"

#include <fstream>
#include <set>

#include "common/files/spool/crc32.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using spool::Journal;

namespace {

constexpr std::size_t kMostRead = 4'000'000;
const std::size_t kOverhead = spool::encoded_size(0);
constexpr int kRecords = 50;
constexpr std::size_t kStep = 3;  ///< of bits: two or three in every byte

std::string content_of(int number) {
    return fmt::format("content of record {}", number * number);
}

/// The bytes of a journal of 50 records, and where each begins; at the end, where they end.
struct Whole {
    std::string bytes;
    std::vector<std::size_t> places;

    [[nodiscard]] std::size_t record_of(std::size_t byte) const {
        std::size_t record = 0;
        while (places[record + 1] <= byte)
            ++record;
        return record;
    }
};

Whole fifty_records(const std::filesystem::path& path, bool one_commit) {
    Whole whole;
    {
        Journal journal = Journal::open(path).value();
        for (int i = 1; i <= kRecords; ++i) {
            journal.add(static_cast<std::uint64_t>(i), content_of(i));
            if (!one_commit || i == kRecords) REQUIRE(journal.commit().ok());
        }
        REQUIRE(journal.size() > 0);
        whole.bytes = files::read_file(path, kMostRead)->substr(0, journal.size() + 600);
    }
    whole.places.push_back(0);
    for (int i = 1; i <= kRecords; ++i)
        whole.places.push_back(whole.places.back() + kOverhead + content_of(i).size());
    return whole;
}

void put(const std::filesystem::path& file, const std::string& content) {
    std::filesystem::remove(file);  // or the system waits for the disk
    std::ofstream(file, std::ios::binary | std::ios::trunc) << content;
}

/// It is refused, says where, and has changed nothing.
void check_refused(const std::filesystem::path& path, const std::string& damaged, std::size_t at) {
    put(path, damaged);
    const auto opened = Journal::open(path);
    REQUIRE_FALSE(opened.ok());
    REQUIRE(opened.error().kind == base::ErrorKind::Config);
    REQUIRE(opened.error().what.starts_with(
        fmt::format("{} is damaged at byte {}:", path.string(), at)));
    REQUIRE(files::read_file(path, kMostRead).value() == damaged);
}

/// How many records there are, all as they were written.
int count(const std::filesystem::path& path) {
    Journal journal = Journal::open(path).value();
    for (int i = 1;; ++i) {
        const auto record = journal.next().value();
        if (!record) return i - 1;
        REQUIRE(record->number == static_cast<std::uint64_t>(i));
        REQUIRE(record->content == content_of(i));
    }
}

}  // namespace

TEST_CASE("a journal cut at any byte gives the whole records before the cut") {
    const tests::TemporaryDirectory directory;
    const auto path = directory.path() / "journal";
    {
        Journal journal = Journal::open(path).value();
        journal.add(1, "one");
        journal.add(2, "second");
        REQUIRE(journal.commit().ok());
    }
    const auto whole = files::read_file(path, kMostRead)->substr(0, kOverhead + 3 + kOverhead + 6);
    for (std::size_t size = 0; size <= whole.size(); ++size) {
        const bool zeros_behind = size % 2 == 0;
        std::ofstream(path, std::ios::binary | std::ios::trunc)
            << whole.substr(0, size) << std::string(zeros_behind ? 100 : 0, '\0');
        Journal journal = Journal::open(path).value();
        int count = 0;
        while (journal.next().value())
            ++count;
        CHECK(count == (size >= whole.size() ? 2 : size >= kOverhead + 3 ? 1 : 0));
    }
}

TEST_CASE("a journal with a flipped bit in any record is refused") {
    const tests::TemporaryDirectory directory;
    const auto path = directory.path() / "journal";
    const Whole whole = fifty_records(path, GENERATE(false, true));
    for (std::size_t bit = 0; bit < whole.places.back() * 8; bit += kStep) {
        auto damaged = whole.bytes;
        damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << (bit % 8)));
        check_refused(path, damaged, whole.places[whole.record_of(bit / 8)]);
    }
}

TEST_CASE("a flipped bit in the zeros behind the records harms none of them") {
    const tests::TemporaryDirectory directory;
    const auto path = directory.path() / "journal";
    const Whole whole = fifty_records(path, GENERATE(false, true));
    for (std::size_t bit = whole.places.back() * 8; bit < whole.bytes.size() * 8; bit += kStep) {
        auto damaged = whole.bytes;
        damaged[bit / 8] = static_cast<char>(1 << (bit % 8));
        put(path, damaged);
        REQUIRE(count(path) == kRecords);
    }
}

TEST_CASE("a journal that lacks a record, or has zeros in its place, is refused") {
    const tests::TemporaryDirectory directory;
    const auto path = directory.path() / "journal";
    const Whole whole = fifty_records(path, GENERATE(false, true));
    for (std::size_t i = 0; i + 1 < kRecords; ++i) {
        const auto length = whole.places[i + 1] - whole.places[i];
        auto lacking = whole.bytes;
        check_refused(path, lacking.erase(whole.places[i], length), whole.places[i]);
        auto empty = whole.bytes;
        check_refused(path, empty.replace(whole.places[i], length, length, '\0'), whole.places[i]);
    }
}

TEST_CASE(
    "a commit that lacks sectors was never reported, and is dropped; an earlier one was not") {
    const tests::TemporaryDirectory directory;
    const auto path = directory.path() / "journal";
    const bool one_commit = GENERATE(false, true);
    const Whole whole = fifty_records(path, one_commit);
    for (std::size_t at = 0; at + 512 < whole.places.back(); at += 512) {
        auto damaged = whole.bytes;
        damaged.replace(at, 512, 512, '\0');
        const std::size_t record = whole.record_of(at);
        if (one_commit) {
            put(path, damaged);
            CHECK(count(path) == static_cast<int>(record));
        } else {
            check_refused(path, damaged, whole.places[record]);
        }
    }
}

TEST_CASE("what is damaged in a journal is shown, with the records on both sides") {
    const tests::TemporaryDirectory directory;
    const auto path = directory.path() / "journal";
    const Whole whole = fifty_records(path, GENERATE(false, true));
    auto damaged = whole.bytes;
    damaged[whole.places[7] + 30] ^= 1;
    damaged.erase(whole.places[20], whole.places[21] - whole.places[20]);
    put(path, damaged);
    std::set<std::uint64_t> numbers;
    const auto survey = spool::survey_journal(path, [&](const spool::StoredMessage& record) {
        CHECK(record.content == content_of(static_cast<int>(record.number)));
        numbers.insert(record.number);
        return base::Status();
    });
    REQUIRE(survey.ok());
    CHECK(survey->records == kRecords - 2);
    CHECK(numbers.size() == kRecords - 2);
    CHECK_FALSE(numbers.contains(8));
    CHECK_FALSE(numbers.contains(21));
    REQUIRE_FALSE(survey->damaged.empty());
    CHECK(survey->damaged.front().from == whole.places[7]);
    CHECK(survey->damaged.front().to == whole.places[8]);
    CHECK(files::read_file(path, kMostRead).value() == damaged);
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
    CHECK(files::read_file(path, kMostRead).value() == text);
}

TEST_CASE("a title that a crash has cut off is written again") {
    const tests::TemporaryDirectory directory;
    const auto path = directory.path() / "file";
    REQUIRE(Journal::open(path, "title").ok());
    const std::string whole = files::read_file(path, kMostRead).value();
    for (std::size_t size = 0; size < kOverhead + 5; ++size) {
        REQUIRE(files::write_atomically(path, whole.substr(0, size) + std::string(30, '\0')).ok());
        auto journal = Journal::open(path, "title");
        REQUIRE(journal.ok());
        CHECK(journal->next().value()->content == "title");
    }
}

TEST_CASE("the checksum of a record is CRC-32, wherever it is cut in two") {
    const std::string check = "123456789";
    const std::string all = check + std::string(40, 'x') + std::string(3, '\xFF');
    CHECK(spool::crc32(base::as_bytes(check)) == 0xCBF43926U);
    CHECK(spool::crc32({}) == 0);
    const auto whole = spool::crc32(base::as_bytes(all));
    for (std::size_t at = 0; at <= all.size(); ++at)
        CHECK(spool::crc32(base::as_bytes(all).first(at), base::as_bytes(all).subspan(at)) ==
              whole);
}
