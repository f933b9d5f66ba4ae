#include "common/ims/sender/input/reader.hpp"

#include <unistd.h>

#include "common/base/text/hex.hpp"
#include "tests/support/memory_file.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using namespace ptkt::ims_sender;

namespace {

/// All that a reader makes of a text: the segments as hexadecimal digits, or the error.
std::vector<std::string> read_all(std::string_view text, Form format, Encoding encoding = {}) {
    Settings settings;
    settings.format = format;
    settings.encoding = encoding;
    const auto file = tests::memory_file(text);
    Reader reader({file.get(), "input"}, settings);
    std::vector<std::string> all;
    std::string originals;
    for (;;) {
        const auto next = reader.next();
        if (next && !*next) break;
        if (next) {
            std::string line = (*next)->trancode + "|" + (*next)->lterm + "|";
            for (const auto& segment : (*next)->segments)
                line += base::to_hex(segment) + ",";
            all.push_back(std::move(line));
            CHECK((*next)->number == static_cast<std::int64_t>(all.size()));
            CHECK((*next)->original == reader.last());
        } else {
            all.push_back(next.error().what);
            CHECK(next.error().kind == base::ErrorKind::Malformed);
        }
        originals += reader.last();
    }
    if (format == Form::Raw) CHECK(originals == text);
    return all;
}

const Encoding kAscii{std::nullopt};

/// A reader at the end of a pipe, whose writer is the test.
class Piped {
  public:
    explicit Piped(Form format) {
        settings_.format = format;
        settings_.encoding = kAscii;
        int ends[2];
        REQUIRE(::pipe(ends) == 0);
        in_ = base::UniqueFd(ends[1]);
        out_ = base::UniqueFd(ends[0]);
        reader.emplace(Source{out_.get(), "input"}, settings_);
    }
    /// Writes, lets the reader read once, and tells what it has then: data of messages, or errors.
    std::vector<std::string> write(std::string_view text) {
        REQUIRE(::write(in_.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size()));
        return read();
    }
    std::vector<std::string> end() {
        in_.reset();
        return read();
    }

    std::optional<Reader> reader;

  private:
    std::vector<std::string> read() {
        REQUIRE(reader->read_some().ok());
        std::vector<std::string> all;
        while (reader->is_ready()) {
            const auto next = reader->next();
            if (next && !*next) return all;
            all.push_back(next ? std::string(base::as_text((*next)->segments.front()))
                               : next.error().what);
        }
        return all;
    }

    Settings settings_;
    base::UniqueFd in_;
    base::UniqueFd out_;
};

}  // namespace

TEST_CASE("a line is a message of one segment, in the code of the wire") {
    CHECK(read_all("AB 1\n\nX", Form::Lines) ==
          std::vector<std::string>{"||C1C240F1,", "||,", "||E7,"});
    CHECK(read_all("[\n", Form::Lines, {ebcdic::CodePage::Cp1047}).front() == "||AD,");
    CHECK(read_all("[\n", Form::Lines, {ebcdic::CodePage::Cp037}).front() == "||BA,");
    CHECK(read_all("a\xC3\xA9\n", Form::Lines, kAscii).front() == "||61E9,");
}

TEST_CASE("a JSON object is a message, its segments count more than its data") {
    CHECK(read_all(R"({"tran":"PART","lterm":"LT","data":"A"})"
                   "\n"
                   R"({"event":"open","peer":"x"})"
                   "\n"
                   R"({"time":"t","trusted":true,"data":"AB","segments":["A","B"]})",
                   Form::Ndjson, kAscii) == std::vector<std::string>{"PART|LT|41,", "||41,42,"});
}

TEST_CASE("a JSON line that is no message says why and where, and the next one counts") {
    CHECK(read_all("{\"data\":\n[]\n{\"x\":1}\n{\"data\":1}\n{\"segments\":\"A\"}\n"
                   "{\"segments\":[1]}\n{\"tran\":\"lower\",\"data\":\"\"}\n{\"data\":\"A\"}\n",
                   Form::Ndjson, kAscii) ==
          std::vector<std::string>{
              "input:1: column 9: the text ends where a value is expected",
              "input:2: not a JSON object",
              "input:3: unknown member 'x'",
              "input:4: member 'data' is not a string",
              "input:5: member 'segments' is not an array",
              "input:6: member 'segments' is not an array of strings",
              "input:7: tran 'lower' has characters other than A-Z, 0-9, @, # and $",
              "||41,",
          });
}

TEST_CASE("raw messages are rows of segments up to the empty one") {
    using namespace std::string_literals;
    using namespace std::string_view_literals;
    CHECK(read_all("\0\6\0\0AB\0\5\0\0C\0\4\0\0\0\5\0\0D\0\4\0\0"sv, Form::Raw) ==
          std::vector<std::string>{"||4142,43,", "||44,"});
    CHECK(read_all("\0\4\0\0"sv, Form::Raw) == std::vector<std::string>{"||"});
    const auto torn =
        GENERATE(as<std::string>{}, "\0\6\0\0AB"s, "\0\3\0\0"s, "\0"s, "\0\6\0"s, "\377\377\0\0A"s);
    const auto read = read_all("\0\5\0\0D\0\4\0\0"s + torn, Form::Raw);
    REQUIRE(read.size() == 2);
    CHECK(read[0] == "||44,");
    CHECK(read[1].starts_with("input: byte "));
}

TEST_CASE("a line that is not whole yet is not waited for") {
    using Texts = std::vector<std::string>;
    Piped input(Form::Lines);
    CHECK(input.write("on").empty());
    CHECK(input.write("e\ntwo\nth") == Texts{"one", "two"});
    CHECK(input.write("re").empty());
    CHECK(input.write("e\r\n") == Texts{"three"});
    CHECK(input.write("last").empty());
    CHECK(input.end() == Texts{"last"});
    CHECK(input.reader->is_ready());  // and stays so, at the end
    CHECK(input.reader->number() == 4);
}

TEST_CASE("a JSON line that stands for no message is passed over without waiting") {
    Piped input(Form::Ndjson);
    CHECK(input.write("{\"event\":\"open\"}\n").empty());
    CHECK(input.write("\n{\"event\":\"closed\"}\n{\"data\":").empty());
    CHECK(input.write("\"A\"}\n") == std::vector<std::string>{"A"});
    CHECK(input.end().empty());
}

TEST_CASE("a line that is too long is told once, as soon as it is, and the next one counts") {
    using Texts = std::vector<std::string>;
    Piped input(Form::Lines);
    const std::string most(60'000, 'x');
    CHECK(input.write(most).empty());
    CHECK(input.write(most) == Texts{"input:1: line is longer than 65536 bytes"});
    CHECK(input.write(most).empty());
    CHECK(input.write("\nshort\n") == Texts{"short"});
    CHECK(input.write(most).empty());
    CHECK(input.write(most + "\nX\n") == Texts{"input:3: line is longer than 65536 bytes", "X"});
    CHECK(input.end().empty());
}

TEST_CASE("a raw message comes when its last segment has, wherever the bytes were cut") {
    using namespace std::string_view_literals;
    constexpr auto kTwo = "\0\6\0\0AB\0\5\0\0C\0\4\0\0\0\5\0\0D\0\4\0\0"sv;
    for (std::size_t cut = 1; cut < kTwo.size(); ++cut) {
        Piped input(Form::Raw);
        auto all = input.write(kTwo.substr(0, cut));
        CHECK(all.size() == (cut < 15 ? 0U : 1U));
        for (auto& text : input.write(kTwo.substr(cut)))
            all.push_back(std::move(text));
        CHECK(all == std::vector<std::string>{"AB", "D"});
        CHECK(input.end().empty());
    }
    Piped input(Form::Raw);
    CHECK(input.write("\0\5\0\0D\0\4\0\0\0\3\0\0"sv) == std::vector<std::string>{"D"});
    CHECK(input.end() ==
          std::vector<std::string>{"input: byte 9: no segment LL ZZ data, and no X'00040000'"});
}
