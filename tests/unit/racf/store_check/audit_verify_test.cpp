#include "common/racf/store_check/audit_verify.hpp"

#include <filesystem>
#include <fstream>

#include "common/racf/store/audit_log.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using store_check::AuditFinding;

namespace {

/// A store's directory with nothing in it but an audit log.
class Log {
  public:
    explicit Log(int records = 0) {
        for (int i = 0; i < records; ++i)
            write();
    }

    /// One record more, by a program of its own.
    void write(const std::string& word = "x") const {
        store::AuditLog log(layout_);
        log.use_account({1000, "kim", {}});
        json::Json record = json::Json::object();
        record.set("event", "test").set("detail", word);
        REQUIRE(log.append(record).ok());
    }
    void write_group(std::size_t count) const {
        json::Json record = json::Json::object();
        record.set("event", "test");
        const std::vector<json::Json> all(count, record);
        REQUIRE(store::AuditLog(layout_).append_all(all).ok());
    }

    [[nodiscard]] std::string text() const { return read(layout_.audit_log()); }
    [[nodiscard]] std::vector<std::string> lines() const {
        std::vector<std::string> all;
        std::istringstream in(text());
        for (std::string line; std::getline(in, line);)
            all.push_back(line + '\n');
        return all;
    }
    void put(const std::string& text) const { put(layout_.audit_log(), text); }
    void put(const std::vector<std::string>& lines) const {
        std::string text;
        for (const auto& line : lines)
            text += line;
        put(text);
    }
    [[nodiscard]] std::string head_text() const { return read(layout_.audit_head()); }
    void put_head(const std::string& text) const { put(layout_.audit_head(), text); }
    void rotate(const std::string& name) const {
        std::filesystem::rename(layout_.audit_log(), layout_.root() / name);
    }
    [[nodiscard]] const store::Layout& layout() const { return layout_; }
    [[nodiscard]] store::ChainPoint head() const {
        return store::read_audit_head(layout_).value()->last;
    }

    struct Verdict {
        std::vector<AuditFinding> found;
        store_check::AuditVerified summary;
        [[nodiscard]] bool holds() const { return found.empty(); }
        [[nodiscard]] bool is_broken() const {
            return std::ranges::any_of(found, [](const auto& one) {
                return one.severity == store_check::Severity::Error;
            });
        }
        [[nodiscard]] std::string first() const {
            return found.empty() ? "holds" : found.front().what;
        }
    };
    [[nodiscard]] Verdict verify(const std::vector<store::ChainPoint>& kept = {}) const {
        Verdict verdict;
        verdict.summary = store_check::verify_audit(layout_, kept, [&](const AuditFinding& one) {
                              verdict.found.push_back(one);
                              return base::Status();
                          }).value();
        return verdict;
    }

  private:
    static std::string read(const files::Path& path) {
        return files::read_if_there(path, 1'000'000).value().value_or("");
    }
    static void put(const files::Path& path, const std::string& text) {
        std::ofstream out(path, std::ios::trunc | std::ios::binary);
        out << text;
    }

    tests::TemporaryDirectory directory_;
    store::Layout layout_{directory_.path()};
};

}  // namespace

TEST_CASE("records of several programs and groups hang together") {
    const Log log(3);
    log.write_group(5);
    log.write();
    const auto verdict = log.verify();
    CHECK(verdict.first() == "holds");
    CHECK(verdict.summary.first == 1);
    CHECK(verdict.summary.last == log.head());
    CHECK(verdict.summary.last.seq == 9);
    const auto first = log.lines().front();
    CHECK(first.find("\"uid\":1000,\"login\":\"kim\",\"sudo_user\":null,\"seq\":1,\"prev\":\"") !=
          std::string::npos);
    CHECK(first.ends_with("\",\"log\":1}\n"));
    CHECK(Log().verify().holds());
}

TEST_CASE("every single bit of the log and of its head that is changed is found") {
    const Log log(4);
    const std::string sound = log.text();
    for (std::size_t bit = 0; bit < sound.size() * 8; ++bit) {
        std::string changed = sound;
        changed[bit / 8] =
            static_cast<char>(static_cast<unsigned char>(changed[bit / 8]) ^ (1U << (bit % 8)));
        log.put(changed);
        if (!log.verify().is_broken()) FAIL("bit " << bit);
    }
    log.put(sound);
    REQUIRE(log.verify().holds());
    const std::string head = log.head_text();
    // Its last fields, the length and the number of the file, only save time; a wrong one costs it.
    const std::size_t covered = head.size() - 63;
    for (std::size_t bit = 0; bit < covered * 8; ++bit) {
        std::string changed = head;
        changed[bit / 8] =
            static_cast<char>(static_cast<unsigned char>(changed[bit / 8]) ^ (1U << (bit % 8)));
        log.put_head(changed);
        if (!log.verify().is_broken()) FAIL("bit " << bit << " of the head");
    }
}

TEST_CASE(
    "a record that is removed, swapped, repeated or added is found, and so is a cut-off end") {
    const Log log(6);
    const auto sound = log.lines();
    const std::string text = log.text();
    for (std::size_t i = 0; i < sound.size(); ++i) {
        auto lines = sound;
        lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(i));
        log.put(lines);
        INFO("line " << i);
        CHECK(log.verify().is_broken());
        for (std::size_t j = i + 1; j < sound.size(); ++j) {
            lines = sound;
            std::swap(lines[i], lines[j]);
            log.put(lines);
            CHECK(log.verify().is_broken());
        }
        for (const std::string& more : {sound[i], std::string("{\"event\":\"test\"}\n")}) {
            for (std::size_t at = 0; at <= sound.size(); ++at) {
                lines = sound;
                lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at), more);
                log.put(lines);
                CHECK(log.verify().is_broken());
            }
        }
    }
    for (std::size_t size = 0; size < text.size(); ++size) {
        log.put(text.substr(0, size));
        if (!log.verify().is_broken()) FAIL("cut off after " << size);
    }
    log.put("");
    CHECK(log.verify().first().starts_with("the end is cut off: the records 1 to 6 are missing"));
}

TEST_CASE("what is said of a break") {
    const Log log(5);
    const auto sound = log.lines();
    auto lines = sound;
    lines.erase(lines.begin() + 1, lines.begin() + 3);
    log.put(lines);
    CHECK(log.verify().first() == "the records 2 to 3 are missing");
    lines = sound;
    lines[2].replace(lines[2].find("\"x\""), 3, "\"y\"");
    log.put(lines);
    CHECK(log.verify().first() == "record 3 was changed, or what stands after it");
    lines = sound;
    lines.erase(lines.begin());
    log.put(lines);
    CHECK(log.verify().first() == "the beginning of the file is cut off, before record 2");
    lines = sound;
    lines.insert(lines.begin() + 2, "{}\n");
    log.put(lines);
    CHECK(log.verify().first() == "something was added between the records 2 and 3");
}

TEST_CASE("a log goes on after a kill between the records and the head") {
    const Log log(2);
    const std::string head = log.head_text();
    log.write_group(3);
    log.put_head(head);  // as it was before
    CHECK(log.verify().holds());
    log.write();
    CHECK(log.verify().holds());
    CHECK(log.head().seq == 6);
    // And before the first record of all.
    const Log other;
    other.write();
    other.put_head(store::print_head({}));
    other.write();
    CHECK(other.verify().holds());
    CHECK(other.head().seq == 2);
}

TEST_CASE("a kill between the records and the head and a rotation leave the chain whole") {
    for (const std::string name : {"audit.jsonl.1", "audit.jsonl-20261201", "audit.jsonlx"}) {
        for (const bool is_killed_again : {false, true}) {
            for (const std::string torn : {"", "{\"event\":\"te"}) {
                INFO(name << (is_killed_again ? " twice " : " once ") << torn);
                const Log log(3);
                const std::string head = log.head_text();
                log.write();
                log.put_head(head);
                if (!torn.empty()) {
                    std::ofstream(log.layout().audit_log(), std::ios::app) << torn;
                }
                log.rotate(name);
                log.write();
                CHECK(log.head().seq == 5);
                if (is_killed_again) {
                    log.put_head(head);
                    log.write();
                    CHECK(log.head().seq == 6);
                }
                const auto verdict = log.verify();
                CHECK(verdict.found.size() == (torn.empty() ? 0 : 1));
                CHECK_FALSE(verdict.is_broken());
                CHECK(log.lines().front().ends_with(",\"log\":2}\n"));
            }
        }
    }
}

TEST_CASE("a head that is lost after a rotation does not begin the chain again") {
    for (const bool is_empty : {false, true}) {
        const Log log(2);
        log.rotate("audit.jsonl-20260101");
        log.write_group(2);
        log.rotate("audit.jsonl-20260201");
        if (is_empty)
            log.put_head("");
        else
            std::filesystem::remove(log.layout().audit_head());
        log.write();
        CHECK(log.head().seq == 5);
        CHECK(log.lines().front().ends_with(",\"log\":3,\"head\":\"lost\"}\n"));
        CHECK(log.verify().first().starts_with("the head was lost before record 5"));
        CHECK(log.verify().found.size() == 1);
    }
    // What cannot be read may have been the chain.
    const Log log;
    log.put("");
    log.rotate("audit.jsonl-20260101.gz");
    log.write();
    CHECK(log.lines().front().ends_with(",\"head\":\"lost\"}\n"));
}

TEST_CASE("records that nothing covers are not taken for those of an earlier version") {
    const std::string forged = "{\"event\":\"signon\"}\n";
    for (const bool in_a_file_of_its_own : {false, true}) {
        const Log log(2);
        log.rotate("audit.jsonl-20260101");
        log.write_group(2);
        std::filesystem::remove(log.layout().root() / "audit.jsonl-20260101");
        const std::string sound = log.text();
        REQUIRE(log.verify().holds());
        REQUIRE(log.verify().summary.first_file == 2);
        std::string many;
        for (int i = 0; i < 30; ++i)
            many += forged;
        for (const std::string& more : {forged, many}) {
            if (in_a_file_of_its_own)
                std::ofstream(log.layout().root() / "audit.jsonl-20250101") << more;
            else
                log.put(more + sound);
            for (const auto& verdict : {log.verify(), log.verify({log.head()})}) {
                CHECK(verdict.is_broken());
                CHECK(verdict.found.size() == (more == forged ? 1 : 21));
                CHECK(verdict.found.front().line == 1);
                CHECK(verdict.summary.before_chain == 0);
                CHECK(verdict.first() ==
                      "is not a record of the chain, and no record that is here covers it");
            }
        }
    }
    // Nor those before a chain from its beginning that they do not belong to.
    const Log log(2);
    log.put(forged + log.text());
    const auto verdict = log.verify();
    CHECK(verdict.is_broken());
    CHECK(verdict.summary.before_chain == 0);
}

TEST_CASE("the head of a log without records is in every log that is there from its beginning") {
    const store::ChainPoint nothing;
    const Log log;
    CHECK(log.verify({nothing}).holds());
    log.write_group(2);
    CHECK(log.verify({nothing}).holds());
    CHECK(log.verify({{0, store::hash_of_record("x")}}).is_broken());
    log.rotate("audit.jsonl-20260101");
    log.write();
    std::filesystem::remove(log.layout().root() / "audit.jsonl-20260101");
    CHECK(log.verify({nothing}).is_broken());
}

TEST_CASE("a directory that is named like a log is told, and hides no record") {
    const Log log(2);
    std::filesystem::create_directory(log.layout().root() / "audit.jsonl.d");
    std::filesystem::create_symlink("audit.jsonl", log.layout().root() / "audit.jsonl-link");
    const auto files = store_check::audit_files(log.layout()).value();
    CHECK(files.in_order.size() == 1);
    CHECK(files.others.size() == 2);
    CHECK(log.verify().holds());
    log.rotate("audit.jsonl-20260101");
    log.write();
    CHECK(log.verify().holds());
}

TEST_CASE("a torn line is covered by the next record") {
    const Log log(2);
    log.put(log.text() + "{\"event\":\"te");
    auto verdict = log.verify();
    CHECK(verdict.found.size() == 1);
    CHECK_FALSE(verdict.is_broken());
    log.write();
    verdict = log.verify();
    CHECK(verdict.found.size() == 1);
    CHECK(verdict.first() == "is no record: it was cut off by a full disk or a crash");
    CHECK(verdict.summary.last.seq == 3);
    auto lines = log.lines();
    lines[2] = "{\"event\":\"tf\n";
    log.put(lines);
    CHECK(log.verify().is_broken());
}

TEST_CASE("an end that was cut off stays visible when the log goes on") {
    for (const std::string rest : {"", "{\"event\":\"te"}) {
        const Log log(5);
        const auto sound = log.lines();
        log.put(sound[0] + sound[1] + rest);
        log.write();
        const auto verdict = log.verify();
        CHECK(verdict.is_broken());
        CHECK(verdict.first() == "the records 3 to 5 are missing");
        CHECK(verdict.summary.last == log.head());
    }
}

TEST_CASE("rotation keeps the chain, whatever the rotated files are called") {
    const Log log(3);
    log.rotate("audit.jsonl-20260102");
    CHECK(log.verify().holds());
    log.write_group(2);
    CHECK(log.lines().front().ends_with(",\"log\":2}\n"));
    log.rotate("audit.jsonl.1");
    log.write();
    auto verdict = log.verify();
    CHECK(verdict.first() == "holds");
    CHECK(verdict.summary.files == 3);
    CHECK(verdict.summary.last.seq == 6);
    // The oldest may go; the one between may not.
    const auto oldest = log.layout().root() / "audit.jsonl-20260102";
    const auto middle = log.layout().root() / "audit.jsonl.1";
    std::filesystem::rename(middle, log.layout().root() / "elsewhere");
    CHECK(log.verify().first() == "the records 4 to 5 are missing");
    std::filesystem::rename(log.layout().root() / "elsewhere", middle);
    std::filesystem::remove(oldest);
    verdict = log.verify();
    CHECK(verdict.holds());
    CHECK(verdict.summary.first == 4);
    // A record at the beginning of the oldest may not.
    std::ifstream in(middle);
    std::string first;
    std::string second;
    std::getline(in, first);
    std::getline(in, second);
    std::ofstream(middle, std::ios::trunc) << second << '\n';
    CHECK(log.verify().first() == "the beginning of the file is cut off, before record 5");
}

TEST_CASE("a kill and a torn line at the beginning of a new file keep the chain") {
    const Log log(4);
    const std::string head = log.head_text();
    log.rotate("audit.jsonl.1");
    log.write();
    log.put_head(head);  // killed before the head
    log.write();
    CHECK(log.verify().holds());
    CHECK(log.head().seq == 6);
    log.rotate("audit.jsonl.2");
    log.put("{\"ev");
    log.write();
    const auto verdict = log.verify();
    CHECK(verdict.found.size() == 1);
    CHECK_FALSE(verdict.is_broken());
}

TEST_CASE("a restored store goes on, and a kept head shows what is missing in it") {
    const Log log(3);
    const std::string text = log.text();
    const std::string head = log.head_text();
    log.write();
    const auto kept = log.head();
    CHECK(log.verify({kept}).holds());
    std::filesystem::remove(log.layout().audit_log());  // another file, as a copy is
    log.put(text);
    log.put_head(head);
    CHECK(log.verify().holds());
    CHECK(log.verify({kept}).is_broken());
    log.write("y");
    CHECK(log.verify().holds());
    CHECK(log.head().seq == 4);
    CHECK(log.verify({kept}).first() ==
          "record 4 is not the one that the head that was kept names");
}

TEST_CASE("a head that is lost or damaged is made again, and the record says so") {
    for (const bool is_lost : {true, false}) {
        const Log log(3);
        if (is_lost)
            std::filesystem::remove(log.layout().audit_head());
        else
            log.put_head("ptkt audit head 1 nonsense\n");
        CHECK(log.verify().is_broken());
        log.write();
        CHECK(log.head().seq == 4);
        CHECK(log.verify().first().starts_with("the head was lost before record 4"));
        CHECK(log.verify().found.size() == 1);
    }
}

TEST_CASE("the log of an earlier version goes on with a chain that covers it") {
    const Log log;
    log.put("{\"event\":\"old\"}\n{\"event\":\"older\"}\n");
    CHECK(log.verify().holds());
    log.write();
    const auto verdict = log.verify();
    CHECK(verdict.holds());
    CHECK(verdict.summary.before_chain == 2);
    auto lines = log.lines();
    lines[0] = "{\"event\":\"odd\"}\n";
    log.put(lines);
    CHECK(log.verify().is_broken());
}

TEST_CASE("a link cannot be forged by what a record says") {
    const std::string text = R"({"detail":"\",\"seq\":7,\"prev\":\"x\"}"})";
    CHECK_FALSE(store::link_of(text));
    const store::ChainLink link{7, store::hash_of_record("a"), 2, true};
    const auto read = store::link_of(store::with_link(text, link));
    REQUIRE(read);
    CHECK(read->seq == 7);
    CHECK(read->prev == link.prev);
    CHECK(read->log == link.log);
    CHECK(read->head_was_lost);
    const store::ChainPoint point{12, link.prev};
    CHECK(store::parse_chain_point(store::to_string(point)) == point);
    CHECK_FALSE(store::parse_chain_point("12:AB"));
}

TEST_CASE("a head has one text, and no other text is taken for it") {
    constexpr std::uint64_t kMost = ~std::uint64_t{0};
    constexpr std::size_t kHash = std::string_view("ptkt audit head 1 ").size() + 20 + 1;
    for (const std::uint64_t number : {std::uint64_t{1}, std::uint64_t{1234567890}, kMost}) {
        const store::ChainHead head{{number, store::hash_of_record("x")}, number, number, number};
        const std::string text = store::print_head(head);
        CHECK(text.size() == store::print_head({}).size());
        const auto read = store::parse_head(text);
        REQUIRE(read);
        CHECK(read->last == head.last);
        CHECK(read->log == number);
        CHECK(read->size == number);
        CHECK(read->inode == number);
        for (std::size_t at = 0; at < text.size(); ++at)
            for (const char c : std::string_view("aAf/:g @\xB0")) {
                std::string other = text;
                if (other[at] == c || (c == 'A' && at >= kHash && at < kHash + 64)) continue;
                other[at] = c;
                INFO(other);
                CHECK_FALSE(store::parse_head(other));
            }
        for (std::size_t size = 0; size < text.size(); ++size)
            CHECK_FALSE(store::parse_head(text.substr(0, size)));
        CHECK_FALSE(store::parse_head(text + '\n'));
    }
    std::string larger = store::print_head({{kMost, {}}, 1, 1, 1});
    larger[larger.find("1844") + 19] = '6';
    CHECK_FALSE(store::parse_head(larger));
}
