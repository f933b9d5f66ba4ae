#include <algorithm>

#include "common/base/text/ebcdic.hpp"
#include "common/racf/diagnosis/candidates.hpp"
#include "tests/unit/racf/diagnosis/scene.hpp"
#include "tests/unit/test.hpp"

using namespace scene;
using Catch::Matchers::Contains;

namespace {

using Block = std::array<base::Byte, 8>;

/// An explanation for a ticket that was made from bytes of our own choice.
diagnosis::Explanation encoded_as(const passticket::Subject& names,
                                  const passticket::EncodedNames& bytes, Kind kind = Kind::Legacy) {
    const auto& key = kind == Kind::Legacy ? kKey : kHmacKey;
    return explained(evidence(ticket_of(kind, secret(key), bytes, kNow), kind, names));
}

Block block(const std::string& hex) {
    const auto bytes = base::from_hex(hex).value();
    Block out;
    std::copy_n(bytes.begin(), out.size(), out.begin());
    return out;
}

/// EBCDIC of APPLI2I.
const Block kAppl = block("C1D7D7D3C9F2C940");

}  // namespace

TEST_CASE("a dollar sign from the United Kingdom's code page is named") {
    const auto names = subject("PAY$01");
    for (const Kind kind : {Kind::Legacy, Kind::Upper, Kind::Mixed}) {
        const auto explanation = encoded_as(names, {block("D7C1E84AF0F14040"), kAppl, 6}, kind);
        REQUIRE(first_cause(explanation) == "code-page");
        CHECK_THAT(explanation.findings.front().what, Contains("285"));
    }
}

TEST_CASE("@ and # from other code pages are named, each with the pages that share the bytes") {
    const auto german = encoded_as(subject("A@B#C"), {block("C1B5C27BC3404040"), kAppl, 5});
    CHECK(first_cause(german) == "code-page");
    CHECK_THAT(german.findings.front().what, Contains("273"));
    const auto turkish = encoded_as(subject("$A@B#C"), {block("ADC1AEC2ECC34040"), kAppl, 6});
    CHECK_THAT(turkish.findings.front().what, Contains("1026"));
    const auto at_only = encoded_as(subject("A@"), {block("C1B5404040404040"), kAppl, 2});
    CHECK_THAT(at_only.findings.front().what, Contains("273") && Contains("280"));
}

TEST_CASE("names in lower case are named, whichever of the two it is") {
    const auto names = subject("USER02");
    const Block upper_user = block("E4E2C5D9F0F24040");
    const Block lower_user = block("A4A28599F0F24040");
    const Block lower_appl = block(
        "81979793"
        "89F28940");
    for (const Kind kind : {Kind::Legacy, Kind::Mixed}) {
        CHECK_THAT(encoded_as(names, {lower_user, kAppl, 6}, kind).findings.front().what,
                   Contains("the user ID in lower case"));
        CHECK_THAT(encoded_as(names, {upper_user, lower_appl, 6}, kind).findings.front().what,
                   Contains("the application name in lower case"));
        CHECK(first_cause(encoded_as(names, {lower_user, lower_appl, 6}, kind)) ==
              "lower-case-name");
    }
}

TEST_CASE("wrong padding, blanks that were counted, and ASCII names are named") {
    const auto names = subject("USER02");
    const Block user = block("E4E2C5D9F0F24040");
    const std::vector<passticket::EncodedNames> faulty{
        {block("E4E2C5D9F0F20000"), kAppl, 6},                      // X'00' pads the user ID
        {block("E4E2C5D9F0F22020"), kAppl, 6},                      // ASCII blanks do
        {user, block("C1D7D7D3C9F2C900"), 6},                       // X'00' pads the application
        {user, kAppl, 8},                                           // trailing blanks counted
        {block("40E4E2C5D9F0F240"), kAppl, 7},                      // a blank in front
        {block("5553455230322020"), block("4150504C49324920"), 6},  // both in ASCII
        {user, block("4150504C49324940"), 6},                       // application in ASCII
    };
    for (const auto& bytes : faulty)
        CHECK(first_cause(encoded_as(names, bytes)) == "name-padding");
}

TEST_CASE("user ID and application name in each other's place are named") {
    const auto names = subject("USER02");
    const passticket::EncodedNames swapped{kAppl, block("E4E2C5D9F0F24040"), 7};
    for (const Kind kind : {Kind::Legacy, Kind::Upper, Kind::Mixed})
        CHECK(first_cause(encoded_as(names, swapped, kind)) == "names-exchanged");
}

TEST_CASE("a ticket for another application is named, by our key or by that application's") {
    auto by_ours = evidence(legacy(subject("USER0002", "TSOSYS1"), kNow));
    by_ours.appls = {racf::ApplName::parse("CICSP").value(),
                     racf::ApplName::parse("TSOSYS1").value()};
    const auto ours = explained(std::move(by_ours));
    REQUIRE(first_cause(ours) == "other-application");
    CHECK(ours.findings.front().appl == "TSOSYS1");
    CHECK(ours.findings.front().user == "USER0002");
    CHECK(*ours.findings.front().chance == Approx(2 * 1201.0 / 4294967296.0));

    auto by_theirs = evidence(legacy(subject("USER0002", "TSOSYS1"), kNow, kOtherKey));
    by_theirs.keys.push_back(
        key_from(Origin::Other, "TSOSYS1", Kind::Legacy, kOtherKey, "TSOSYS1"));
    const auto theirs = explained(std::move(by_theirs));
    REQUIRE(first_cause(theirs) == "other-application");
    CHECK(theirs.findings.front().profile == "TSOSYS1");
}

TEST_CASE("a ticket for another user is named, and for another user and application") {
    for (const Kind kind : {Kind::Legacy, Kind::Upper, Kind::Mixed}) {
        const auto ticket_for = [&](const passticket::Subject& names) {
            return kind == Kind::Legacy ? legacy(names, kNow) : enhanced(kind, names, kNow);
        };
        auto facts = evidence(ticket_for(subject("USER0001")), kind);
        facts.users = {racf::UserId::parse("USER0001").value(),
                       racf::UserId::parse("USER0003").value()};
        facts.appls = {racf::ApplName::parse("CICSP").value()};
        const auto explanation = explained(std::move(facts));
        REQUIRE(first_cause(explanation) == "other-user");
        CHECK(explanation.findings.front().user == "USER0001");
        auto both = evidence(ticket_for(subject("USER0003", "CICSP")), kind);
        both.users = {racf::UserId::parse("USER0003").value()};
        both.appls = {racf::ApplName::parse("CICSP").value()};
        CHECK(first_cause(std::move(both)) == "other-names");
    }
}

TEST_CASE("the threads of a search find what one finds, and progress ends at the whole") {
    auto facts = evidence(legacy(subject("U777"), kNow));
    for (int i = 0; i < 2000; ++i)
        facts.users.push_back(racf::UserId::parse(fmt::format("U{}", i)).value());
    facts.decision = decide(facts);
    const auto one = diagnosis::explain(facts, {}, 1);
    std::uint64_t last = 0;
    std::uint64_t whole = 0;
    const auto four = diagnosis::explain(
        facts,
        [&](std::uint64_t done, std::uint64_t total) {
            CHECK(done >= last);
            last = done;
            whole = total;
        },
        4);
    REQUIRE(one.findings.size() == four.findings.size());
    for (std::size_t i = 0; i < one.findings.size(); ++i)
        CHECK(one.findings[i].what == four.findings[i].what);
    CHECK(first_cause(four) == "other-user");
    CHECK(last <= whole);
    CHECK(one.searched.hypotheses == four.searched.hypotheses);
}

TEST_CASE("a user ID or an application that is one slip from the given one is found in no store") {
    struct Slip {
        passticket::Subject made_for;
        std::string cause;
        std::string what;
    };
    for (const Slip& slip :
         {Slip{subject("USER002"), "mistyped-user",
               "made for user USER002, which is USER0002 mistyped (a character is left out)"},
          Slip{subject("USER00O2"), "mistyped-user", "(a character is another one)"},
          Slip{subject("USRE0002"), "mistyped-user", "(two characters are exchanged)"},
          Slip{subject("USER0002", "APPL12I"), "mistyped-application",
               "made for application APPL12I, which is APPLI2I mistyped"},
          Slip{subject("USER0002", "APPLI2II"), "mistyped-application",
               "(a character is too many)"}})
        for (const Kind kind : {Kind::Legacy, Kind::Mixed}) {
            const auto& key = kind == Kind::Legacy ? kKey : kHmacKey;
            const auto ticket =
                ticket_of(kind, secret(key), passticket::encode_names(slip.made_for), kNow);
            const auto explanation = explained(evidence(ticket, kind));
            REQUIRE(first_cause(explanation) == slip.cause);
            const auto& finding = explanation.findings.front();
            CHECK_THAT(finding.what, Contains(slip.what));
            CHECK(*finding.chance < 2e-4);
        }
}

TEST_CASE("about 320 slips of a name of eight characters are tried, each once") {
    const auto slips = diagnosis::slips_of("USER0002");
    CHECK(slips.size() > 600);  // with a ninth character, which no name can have
    CHECK(std::ranges::count_if(slips, [](const auto& one) { return one.size() <= 8; }) < 330);
    CHECK(std::ranges::find(slips, "USER0002") == slips.end());
}

TEST_CASE("the name that a product has is told with whose it is") {
    auto facts = evidence(legacy(subject("USER0002", "IZUDFLT"), kNow));
    facts.appls = {racf::ApplName::parse("IZUDFLT").value()};
    const auto explanation = explained(std::move(facts));
    REQUIRE(first_cause(explanation) == "other-application");
    CHECK_THAT(explanation.findings.front().what,
               Contains("made for application IZUDFLT (the name of z/OSMF)"));
}

TEST_CASE("names that end in a system's ID give the names of the others") {
    const auto names = diagnosis::names_by_system_id(
        {racf::ApplName::parse("TSOSYS1").value(), racf::ApplName::parse("IMSA").value()});
    std::string all;
    for (const auto& name : names)
        all += name.str() + " ";
    CHECK(all == "TSOIMSA MVSIMSA VMIMSA MVSSYS1 VMSYS1 ");
}
