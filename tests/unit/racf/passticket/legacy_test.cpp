#include "common/racf/passticket/legacy.hpp"

#include <random>

#include "tests/unit/racf/passticket/vectors.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using namespace ptkt::passticket;

namespace {

Subject subject(const std::string& user, const std::string& appl) {
    return {racf::UserId::parse(user).value(), racf::ApplName::parse(appl).value()};
}

LegacyCoder coder(const std::string& key, const Subject& names) {
    return {std::make_shared<const crypto::DesKey>(crypto::DesKey::make(key_of(key)).value()),
            encode_names(names)};
}

}  // namespace

TEST_CASE("every legacy vector of the independent generators holds in both directions") {
    const auto rows = vector_rows("legacy.tsv");
    REQUIRE(rows.size() == 500);
    for (const auto& row : rows) {
        REQUIRE(row.size() == 5);
        INFO(row[0] << ' ' << row[1] << ' ' << row[3] << ' ' << row[4]);
        const auto made_by = coder(row[2], subject(row[0], row[1]));
        const std::int64_t time = std::stoll(row[3]);
        CHECK(made_by.generate(base::instant(time)).value().text() == row[4]);
        CHECK(made_by.decode(legacy_value(row[4]).value()) == time);
    }
}

TEST_CASE("the ticket that four public programs agree on") {
    const auto made_by = coder("E001193519561977", subject("MIKEM", "TSOSYS1"));
    CHECK(made_by.generate(base::instant(1111111)).value().text() == "AEPRRZ3S");
}

TEST_CASE("the translation step gives IBM's printed example") {
    const auto characters = legacy_characters(0x07247F79);
    CHECK(std::string(characters.begin(), characters.end()) == "QHOAH1TV");
    CHECK(legacy_value("QHOAH1TV").value() == 0x07247F79);
    CHECK(legacy_value("KAFRXPQK").value() == 0xE451734A);
}

TEST_CASE("printed examples that no key can make are told apart without a key") {
    for (const auto* text : {"LZTKEEDQ", "VSAU0AJR", "NWB2T1TX", "4UZ5PX9A"}) {
        INFO(text);
        CHECK_FALSE(legacy_value(text).ok());
    }
    CHECK(legacy_value("AEQRRZ3S").error().why ==
          "no key makes a ticket with these characters: character 3 never follows character 2");
    CHECK(legacy_value("GQ3KZ81P").error().why ==
          "no key makes a ticket with these characters: the first never goes with the last");
}

TEST_CASE("what is not eight characters of the alphabet is refused with its place") {
    CHECK(legacy_value("QHOAH1T").error().why == "has 7 characters, a PassTicket has 8");
    CHECK(legacy_value("").error().position == 8);
    CHECK(legacy_value("QHOAH1Tv").error().position == 7);
    CHECK(legacy_value("QHO-H1TV").error().position == 3);
    CHECK(legacy_value("QHOA H1TV").error().why ==
          "has 9 characters, a PassTicket has 8; character 5 is a blank");
    CHECK(legacy_value("QHOAH1T\r").error().why ==
          "character 8 is not one of its alphabet; character 8 is X'0D'");
}

TEST_CASE("translation is one to one: what it makes it also reads") {
    std::mt19937 random(1);
    for (int i = 0; i < 100'000; ++i) {
        const auto value = static_cast<std::uint32_t>(random());
        const auto text = legacy_characters(value);
        REQUIRE(legacy_value({text.data(), text.size()}).value() == value);
    }
}

TEST_CASE("decoding answers what a search over the window would") {
    std::mt19937 random(2);
    const auto made_by = coder("123456789ABCDEF0", subject("USER0002", "APPLI2I"));
    const std::int64_t now = 1763805600;
    for (int i = 0; i < 200; ++i) {
        // Half genuine, half random well-formed values.
        const std::uint32_t value =
            i % 2 == 0
                ? legacy_value(made_by.generate(base::instant(now - 600 + i * 6)).value().text())
                      .value()
                : static_cast<std::uint32_t>(random());
        std::int64_t found = -1;
        for (std::int64_t t = now - 600; t <= now + 600; ++t)
            if (legacy_value(made_by.generate(base::instant(t)).value().text()).value() == value)
                found = t;
        const std::int64_t decoded = made_by.decode(value);
        const bool inside = decoded >= now - 600 && decoded <= now + 600;
        CHECK(inside == (found >= 0));
        if (inside) CHECK(decoded == found);
    }
}

TEST_CASE("parity bits of the key change nothing and weak keys work") {
    const auto names = subject("IBMUSER", "APPLI2I");
    const auto when = base::instant(1763805600);
    CHECK(coder("E001193519561977", names).generate(when).value().text() ==
          coder("E100183418571876", names).generate(when).value().text());
    const auto weak = coder("0101010101010101", names);
    CHECK(weak.decode(legacy_value(weak.generate(when).value().text()).value()) == 1763805600);
}

TEST_CASE("a time outside 32 bits is a clear error") {
    const auto made_by = coder("E001193519561977", subject("USER0002", "APPLI2I"));
    CHECK(made_by.generate(base::instant(0)).ok());
    CHECK(made_by.generate(base::instant(4294967295)).ok());
    const auto late = made_by.generate(base::instant(4294967296));
    REQUIRE_FALSE(late.ok());
    CHECK(late.error().what == "a legacy PassTicket has no time 2106-02-07T06:28:16Z");
    CHECK_FALSE(made_by.generate(base::instant(-1)).ok());
}

TEST_CASE("a decoded second is placed near now across the wrap of 2106") {
    const std::int64_t wrap = std::int64_t{1} << 32U;
    CHECK(base::to_seconds(legacy_instant(5, base::instant(wrap + 10))) == wrap + 5);
    CHECK(base::to_seconds(legacy_instant(0xFFFFFFFF, base::instant(wrap + 10))) == wrap - 1);
    CHECK(base::to_seconds(legacy_instant(5, base::instant(wrap - 10))) == wrap + 5);
    CHECK(base::to_seconds(legacy_instant(1111111, base::instant(1763805600))) == 1111111);
    CHECK(base::to_seconds(legacy_instant(4294967295, base::instant(1763805600))) == 4294967295);
}
