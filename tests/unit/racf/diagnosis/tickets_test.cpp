#include <random>

#include "common/base/text/ascii.hpp"
#include "tests/unit/racf/diagnosis/scene.hpp"
#include "tests/unit/test.hpp"

using namespace scene;
using Catch::Matchers::Contains;

namespace {

const auto kTicketsUser = subject("USER0002");

std::string ticket(Kind kind, int second) {
    const auto when = kNow - base::Seconds(second);
    return kind == Kind::Legacy ? legacy(kTicketsUser, when) : enhanced(kind, kTicketsUser, when);
}

}  // namespace

TEST_CASE("one mistyped character is found wherever it stands, and what it should be") {
    for (const Kind kind : {Kind::Legacy, Kind::Upper, Kind::Mixed}) {
        for (std::size_t at = 0; at < 8; ++at) {
            const std::string good = ticket(kind, static_cast<int>(at));
            std::string bad = good;
            bad[at] = bad[at] == 'Q' ? 'W' : 'Q';
            const auto explanation = explained(evidence(bad, kind));
            REQUIRE(first_cause(explanation) == "mistyped");
            CHECK(explanation.findings.front().what ==
                  fmt::format("character {} should be {}", at + 1, good[at]));
            CHECK(*explanation.findings.front().chance < 1e-4);
        }
    }
}

TEST_CASE("exchanged neighbours, a missing and an additional character are found") {
    for (const Kind kind : {Kind::Legacy, Kind::Upper, Kind::Mixed}) {
        const std::string good = ticket(kind, 7);
        std::string swapped = good;
        const auto unequal = [&] {
            for (std::size_t i = 0;; ++i)
                if (good[i] != good[i + 1]) return i;
        }();
        std::swap(swapped[unequal], swapped[unequal + 1]);
        CHECK(first_cause(evidence(swapped, kind)) == "mistyped");
        CHECK(first_cause(evidence(good.substr(0, 3) + good.substr(4), kind)) == "mistyped");
        CHECK(first_cause(evidence(good.substr(0, 5) + "7" + good.substr(5), kind)) == "mistyped");
        CHECK(first_cause(evidence(" " + good, kind)) == "mistyped");
    }
}

TEST_CASE("O for 0 and I for 1 are found, several at once") {
    const auto look_alike = [](char c) {
        switch (c) {
            case 'O':
                return '0';
            case '0':
                return 'O';
            case 'I':
                return '1';
            case '1':
                return 'I';
            default:
                return c;
        }
    };
    int found = 0;
    for (int second = 0; second < 600 && found < 3; ++second) {
        const std::string good = ticket(Kind::Upper, second % 60);
        std::string bad = good;
        int changed = 0;
        for (char& c : bad) {
            const char other = look_alike(c);
            changed += other != c ? 1 : 0;
            c = other;
        }
        if (changed < 2) continue;
        const auto explanation = explained(evidence(bad, Kind::Upper));
        CHECK(first_cause(explanation) == "look-alike");
        ++found;
    }
    CHECK(found > 0);
}

TEST_CASE("a MIXED ticket that was folded to upper or lower case is recovered") {
    for (int second = 0; second < 20; ++second) {
        const std::string good = ticket(Kind::Mixed, second);
        for (const std::string& folded : {base::to_upper(good), base::to_lower(good)}) {
            if (folded == good) continue;
            const auto explanation = explained(evidence(folded, Kind::Mixed));
            REQUIRE(first_cause(explanation) == "folded-case");
            CHECK(*explanation.findings.front().made == kNow - base::Seconds(second));
        }
    }
}

TEST_CASE("a ticket in lower case fails where the field is not folded, and that is named") {
    auto facts = evidence(base::to_lower(ticket(Kind::Legacy, 0)));
    facts.fold_legacy = false;
    CHECK(first_cause(std::move(facts)) == "folded-case");
    CHECK(first_cause(evidence(base::to_lower(ticket(Kind::Upper, 0)), Kind::Upper)) ==
          "folded-case");
}

TEST_CASE("texts that no key makes are called so, with the position") {
    // printed as examples in public texts, and not well-formed
    for (const char* text : {"LZTKEEDQ", "VSAU0AJR", "NWB2T1TX", "4UZ5PX9A"}) {
        const auto explanation = explained(evidence(text));
        REQUIRE(first_cause(explanation) == "not-a-ticket");
        CHECK(explanation.findings.front().certainty == diagnosis::Certainty::Certain);
        CHECK_THAT(explanation.findings.front().what,
                   Contains("no key makes a ticket with these characters") &&
                       Contains("because neighbours share two bits"));
    }
    const auto second = explained(evidence("0SRXPWHV"));
    REQUIRE(first_cause(second) == "not-a-ticket");
    CHECK_THAT(second.findings.front().what, Contains("never follows character"));
    CHECK_THAT(explained(evidence("SECRET")).findings.front().what, Contains("6 characters"));
    CHECK_THAT(explained(evidence("PASS!ORD")).findings.front().what, Contains("character 5"));
    CHECK_THAT(explained(evidence("ZZZZZZZZ", Kind::Upper)).findings.front().what,
               Contains("never generated for type UPPER"));
}

TEST_CASE("a ticket of a real system decodes to nothing here, and nothing is made of it") {
    const auto explanation = explained(evidence("KAFRXPQK"));
    CHECK(explanation.findings.empty());
    CHECK(explanation.searched.hypotheses > 50);
}

TEST_CASE("random tickets give no more false findings than the explanation expects") {
    // Windows of days make chance hits frequent enough to count.
    std::mt19937 random(20251122);
    double expected = 0;
    int found = 0;
    for (int i = 0; i < 60; ++i) {
        const auto characters = passticket::legacy_characters(static_cast<std::uint32_t>(random()));
        auto facts = evidence(std::string(characters.data(), characters.size()));
        facts.keys.front().window = {base::Seconds(500'000), base::Seconds(500'000)};
        for (int n = 0; n < 40; ++n) {
            facts.users.push_back(racf::UserId::parse(fmt::format("U{}", n)).value());
            facts.appls.push_back(racf::ApplName::parse(fmt::format("A{}", n)).value());
        }
        facts.decision = decide(facts);
        if (facts.decision.accepted()) continue;
        const auto explanation = diagnosis::explain(facts, {}, 1);
        expected += explanation.searched.expected_by_chance;
        found += static_cast<int>(explanation.findings.size());
    }
    // The hits are counted, so they scatter by the square root of their number.
    CHECK(expected > 20);
    CHECK(found < expected + 4 * std::sqrt(expected));
    CHECK(found > expected / 2 - 4 * std::sqrt(expected));
}
