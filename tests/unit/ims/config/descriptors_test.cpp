#include "common/ims/config/descriptors.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "tests/unit/test.hpp"

using namespace ptkt::ims_config;

namespace {

/// All that is said about a member.
std::string said(std::string_view text) {
    const ptkt::base::SourceText source("M", std::string(text));
    std::string out;
    for (const auto& one : parse_descriptors(text).diagnostics)
        out +=
            source.located(one.where, std::string(to_string(one.severity)) + ": " + one.message) +
            "\n";
    return out;
}

Descriptors descriptors_of(std::string_view text) {
    auto parsed = parse_descriptors(text);
    CHECK(said(text).empty());
    REQUIRE(parsed.descriptors.has_value());
    return std::move(*parsed.descriptors);
}

constexpr std::string_view kGood = "D TOIMSB   TYPE=IMSCON TMEMBER=HWSA\n";

}  // namespace

TEST_CASE("the sample of descriptors reads as it is meant") {
    std::ifstream file(PTKT_TESTS_DIR "/samples/DFSYDTS", std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const Descriptors all = descriptors_of(text);
    REQUIRE(all.destinations.size() == 2);
    const Destination& one = all.destinations.front();
    CHECK(one.name == "TOIMSB");
    CHECK(one.tmember == "HWSA");
    CHECK(one.tpipe == "TOIMSB");
    CHECK(one.rmtimscons == std::vector<std::string>{"ICON2"});
    CHECK(one.rmtims == "IMSB");
    CHECK(one.rmttran == "PART");
    CHECK(one.userid == "BATUSR1");
    CHECK_FALSE(one.smem);
    CHECK(all.destinations.back().syntimer == 1000);
    CHECK(find_other(all, "HWSA")->what == "an OTMA client descriptor");
    CHECK(find_other(all, "ORDERS")->what == "TYPE=MQSERIES");
}

TEST_CASE("a descriptor goes on in records of its name, and in those that begin with a blank") {
    const Descriptors all = descriptors_of(
        "D A TYPE=IMSCON\nD A TMEMBER=HWSA\n  RMTIMSCON=ICON1 RMTIMS=IMSB\n"
        "* D A TPIPE=NO\n\nD A SMEM=NO EXIT=YES\nM A DRU=X\nD B TYPE=IMSCON TMEMBER=HWSA\n");
    REQUIRE(all.destinations.size() == 2);
    CHECK(all.destinations.front().rmtims == "IMSB");
    CHECK(all.destinations.front().exit);
    CHECK_FALSE(all.destinations.front().tpipe.has_value());
}

TEST_CASE("a name with a star covers all that begin so, and the longest is taken") {
    const Descriptors all = descriptors_of(
        "D OR*      TYPE=IMSCON TMEMBER=SHORT\nD ORDER*   TYPE=IMSCON TMEMBER=LONG\n"
        "D ORDERS   TYPE=IMSCON TMEMBER=EXACT\nD O*       TYPE=NONOTMA\n");
    const auto tmember = [&](std::string_view name) {
        return find_destination(all, name)->tmember;
    };
    CHECK(tmember("ORDERS") == "EXACT");
    CHECK(tmember("ORDER1") == "LONG");
    CHECK(tmember("ORA") == "SHORT");
    CHECK(find_destination(all, "X") == nullptr);
    CHECK(find_other(all, "OTHER") != nullptr);
}

TEST_CASE("what is wrong with a descriptor is said at its place") {
    const auto with = [](std::string_view more) {
        return said(std::string(kGood) + std::string(more));
    };
    CHECK(said("D A TMEMBER=HWSA") == "M:1:3: error: descriptor A has no TYPE\n");
    CHECK(said("D A TYPE=IMSCON") == "M:1:3: error: descriptor A has no TMEMBER\n");
    CHECK(said("D\n") == "M:1:1: error: D has no name\n");
    CHECK(said(" D A TYPE=NONOTMA") == "M:1:2: error: D must stand in column 1\n");
    CHECK(said("TYPE=IMSCON").starts_with("M:1:1: error: expected a descriptor, found 'TYPE'\n"));
    CHECK(with(" TPIPE=A,EXIT=YES") == "M:2:9: error: a ',' has no place here\n");
    CHECK(with(" TPIPE=A TPIPE=B") == "M:2:10: error: TPIPE stands twice in descriptor TOIMSB\n");
    CHECK(with(" SMEM=MAYBE") == "M:2:7: error: SMEM must be YES or NO, found 'MAYBE'\n");
    CHECK(with(" SMEM=YES RMTIMS=IMSB") == "M:2:11: error: RMTIMSCON and RMTIMS go together\n");
    CHECK(said("D A TYPE=IMSCON TMEMBER=LONGER SMEM=YES") ==
          "M:1:17: error: the name of a super member has at most 4 characters\n");
    CHECK(with(" RMTIMSCON=(A") == "M:2:12: error: this '(' is not closed\n");
    CHECK(with(" USERID=A") == "M:2:2: warning: USERID has no effect without RMTIMSCON\n");
    CHECK(with("D TOOLONGNAME TYPE=IMSCON TMEMBER=A")
              .starts_with("M:2:3: error: the name of a descriptor must be 1 to 8 letters"));
    CHECK(said("HWS=(ID=A)").starts_with("M:1:1: error: HWS is a statement of an HWSCFGxx member"));
}

TEST_CASE("of descriptors that are not used here anything is taken") {
    const Descriptors all = descriptors_of(
        "M HWSA DRU=X,(=)\nD Q TYPE=MQSERIES MQFORMAT= MQRTQ='A.B' OTHER\nD N TYPE=NONOTMA X=(1\n");
    CHECK(all.destinations.empty());
    CHECK(all.others.size() == 3);
}
