#include "common/racf/passticket/enhanced.hpp"

#include <random>

#include "common/racf/passticket/translation.hpp"
#include "tests/unit/racf/passticket/vectors.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using namespace ptkt::passticket;

namespace {

Kind kind_of(const std::string& type) {
    return type == "UPPER" ? Kind::Upper : Kind::Mixed;
}

EnhancedCoder coder(const std::string& key, const std::string& user, const std::string& appl,
                    Kind kind) {
    const Subject names{racf::UserId::parse(user).value(), racf::ApplName::parse(appl).value()};
    return {std::make_shared<const crypto::HmacSha512>(key_of(key)), encode_names(names), kind};
}

void check_rows(const std::string& file, std::size_t count) {
    const auto rows = vector_rows(file);
    REQUIRE(rows.size() == count);
    for (const auto& row : rows) {
        REQUIRE(row.size() == 6);
        INFO(row[0] << ' ' << row[1] << ' ' << row[3] << ' ' << row[4] << ' ' << row[5]);
        const Kind kind = kind_of(row[3]);
        const auto made_by = coder(row[2], row[0], row[1], kind);
        const std::int64_t time = std::stoll(row[4]);
        CHECK(made_by.generate(base::instant(time)).value().text() == row[5]);
        // Type UPPER keeps the low 41 bits of the time.
        const std::int64_t kept = kind == Kind::Upper ? time & ((std::int64_t{1} << 41) - 1) : time;
        CHECK(made_by.decode(enhanced_value(row[5], kind).value()) ==
              static_cast<std::uint64_t>(kept));
    }
}

}  // namespace

TEST_CASE("every enhanced vector of IBM's sample holds in both directions") {
    check_rows("enhanced.tsv", 500);
}

TEST_CASE("keys of 32 to 256 bytes give IBM's tickets in both directions") {
    check_rows("enhanced-keylengths.tsv", 450);
}

TEST_CASE("decoding undoes generation for random times, in both types") {
    std::mt19937_64 random(3);
    for (const Kind kind : {Kind::Upper, Kind::Mixed}) {
        const auto made_by = coder(std::string(128, 'A'), "USER0002", "APPLI2I", kind);
        for (int i = 0; i < 2'000; ++i) {
            const std::uint64_t time =
                random() & ((std::uint64_t{1} << (kind == Kind::Upper ? 41 : 48)) - 1);
            const auto ticket =
                made_by.generate(base::instant(static_cast<std::int64_t>(time))).value();
            REQUIRE(made_by.decode(enhanced_value(ticket.text(), kind).value()) == time);
        }
    }
}

TEST_CASE("texts that are never generated are refused without a key") {
    CHECK(enhanced_value("ZZZZZZZZ", Kind::Upper).error().why ==
          "its value is one that is never generated for type UPPER");
    CHECK(enhanced_value("abcdefgh", Kind::Upper).error().position == 0);
    CHECK(enhanced_value("abc-_FGH", Kind::Mixed).ok());
    CHECK(enhanced_value("abc+_FGH", Kind::Mixed).error().position == 3);
    CHECK_FALSE(enhanced_value("ABCDEFG", Kind::Mixed).ok());
    // The last value that is small enough, and the first that is not: 2^41 in base 36.
    CHECK(enhanced_value("S27TO3CV", Kind::Upper).value() == (std::uint64_t{1} << 41) - 1);
    CHECK_FALSE(enhanced_value("S27TO3CW", Kind::Upper).ok());
}

TEST_CASE("a time that has no 48 bits is a clear error") {
    const auto made_by = coder(std::string(64, '1'), "A", "B", Kind::Mixed);
    CHECK(made_by.generate(base::instant((std::int64_t{1} << 48) - 1)).ok());
    CHECK_FALSE(made_by.generate(base::instant(std::int64_t{1} << 48)).ok());
    CHECK_FALSE(made_by.generate(base::instant(-1)).ok());
}
