#include "common/ims/wire/data_code.hpp"

#include "tests/unit/ims/wire/samples.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using namespace ptkt::ims_wire;

namespace {

constexpr auto kPage = ebcdic::CodePage::Cp1047;

base::Bytes all_values() {
    base::Bytes bytes;
    for (int value = 0; value < 256; ++value)
        bytes.push_back(static_cast<base::Byte>(value));
    return bytes;
}

Request request_of(base::ByteView data, Code code = Code::Ascii) {
    Request request;
    request.code = code;
    request.irm.trancode = "OTHER";
    REQUIRE(request.segments.add(data).ok());
    return request;
}

}  // namespace

TEST_CASE("every value of a byte is a character in either code, and comes back") {
    const auto bytes = all_values();
    const auto code = GENERATE(DataCode::Ascii, DataCode::Ebcdic);
    const auto page =
        GENERATE(ebcdic::CodePage::Cp1047, ebcdic::CodePage::Cp037, ebcdic::CodePage::Cp500);
    const std::string text = data_text(bytes, code, page);
    CHECK(is_whole(bytes, code));
    CHECK(data_bytes(text, code, page).value() == bytes);
    for (const char* none : {"\xE2\x82\xAC", "\xE9", "\xC3"})
        CHECK_FALSE(data_bytes(none, code, page).ok());
}

TEST_CASE("ASCII is ISO 8859-1") {
    const base::Bytes bytes{'G', 'r', 0xFC, 0xDF, 'e'};
    CHECK(to_text(bytes, Code::Ascii) ==
          "Gr\xC3\xBC\xC3\x9F"
          "e");
    CHECK(to_wire("Gr\xC3\xBC\xC3\x9F"
                  "e",
                  Code::Ascii)
              .value() == bytes);
    CHECK(to_wire("\xE2\x82\xAC", Code::Ascii).error().what ==
          "character at byte 0 has no place in ISO 8859-1, which ASCII is here");
    CHECK(to_wire("gr\xFC\xDF", Code::Ascii).error().what == "byte X'FC' at byte 2 is not UTF-8");
}

TEST_CASE("Unicode passes as it is, and what is none is known") {
    const std::string text =
        "Gr\xC3\xBC\xC3\x9F"
        "e, 5 \xE2\x82\xAC \xF0\x9F\x98\x80";
    for (const auto code : {DataCode::Utf8, DataCode::Utf16}) {
        const auto bytes = data_bytes(text, code, kPage).value();
        CHECK(is_whole(bytes, code));
        CHECK(data_text(bytes, code, kPage) == text);
        CHECK_FALSE(data_bytes("\xE9", code, kPage).ok());
    }
    CHECK(base::to_hex(
              data_bytes("5 \xE2\x82\xAC\xF0\x9F\x98\x80", DataCode::Utf16, kPage).value()) ==
          "0035002020ACD83DDE00");
    for (const char* none : {"41", "D83D", "DE00D83D", "D83D0041", "0041 DE00"})
        CHECK_FALSE(is_whole(samples::bytes(none), DataCode::Utf16));
    for (const char* none : {"E9", "C3", "EDA080"})
        CHECK_FALSE(is_whole(samples::bytes(none), DataCode::Utf8));
}

TEST_CASE("the transaction is what the data begin with, whatever IRM_TRNCOD says") {
    struct Case {
        std::string data, code;
        std::size_t length;
    };
    using namespace std::string_literals;
    for (const Code code : {Code::Ascii, Code::Ebcdic}) {
        for (const Case& one : {Case{"PAY     100", "PAY", 8},
                                {"PAY 100", "PAY", 4},
                                {"PAY  100", "PAY", 4},
                                {"PAY", "PAY", 3},
                                {"PAY     ", "PAY", 8},
                                {"PAY  ", "PAY", 5},
                                {"PAY ", "PAY", 4},
                                {"PAY\0\0\0\0\0"
                                 "1"s,
                                 "PAY", 8},
                                {"PAYMENT9100", "PAYMENT9", 8},
                                {"PAYMENT9", "PAYMENT9", 8},
                                {"#A$@1 X", "#A$@1", 6},
                                {"pay 100", "", 0},
                                {"4711 X", "", 0},
                                {" PAY", "", 0},
                                {"PAY\0\1"s, "", 0},
                                {"\0\1\2"s, "", 0},
                                {"        ", "", 0}}) {
            const auto found = transaction_of(request_of(to_wire(one.data, code).value(), code));
            CHECK(found.code == one.code);
            CHECK(found.length == one.length);
        }
    }
    CHECK(transaction_of(Request()).code.empty());
}

TEST_CASE("flags say what the data and their transaction code are written in") {
    auto request = request_of(to_wire("PAY     1", Code::Ebcdic).value());
    CHECK(data_code(request) == DataCode::Ascii);
    CHECK(transaction_of(request).code.empty());
    request.irm.f5 = f5::kClientTranslated;
    CHECK(data_code(request) == DataCode::Ebcdic);
    CHECK(transaction_of(request).code == "PAY");
    request.irm.f1 = f1::kUc;  // IRM_ES 0 names no scheme
    CHECK(data_code(request) == DataCode::Ebcdic);
    request.irm.es = 1;
    CHECK(data_code(request) == DataCode::Utf8);
    CHECK(transaction_of(request).code == "PAY");
    auto wide = request_of(data_bytes("PAY     \xE2\x82\xAC", DataCode::Utf16, kPage).value());
    wide.irm.f1 = f1::kUc | f1::kUcTc;
    wide.irm.es = 2;
    CHECK(transaction_of(wide).code == "PAY");
    CHECK(transaction_of(wide).length == 16);
    CHECK(encoding_name(data_code(wide), kPage) == "utf-16");
    CHECK_FALSE(find_unicode_fault(wide));
}
