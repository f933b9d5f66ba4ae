#include "common/racf/report/explanation.hpp"

#include "tests/unit/racf/diagnosis/scene.hpp"
#include "tests/unit/test.hpp"

using namespace scene;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

namespace {

const auto kUser = subject("USER0002");

diagnosis::Explanation five_hours_behind() {
    auto facts = evidence(legacy(kUser, kNow - base::Seconds(5 * 3600 + 2)));
    facts.user.appl_profile = "APPLI2I";
    facts.user.access = "READ";
    facts.users_in_store = 2000;
    facts.appls_in_store = 1;
    facts.decision = decide(facts);
    return diagnosis::explain(facts, {}, 1);
}

std::string names_of(const json::Json& object) {
    std::string names;
    for (const auto& [name, value] : *object.as_object())
        names += (names.empty() ? "" : " ") + name;
    return names;
}

}  // namespace

TEST_CASE("an explanation for people begins with the answer, then the finding, then the facts") {
    const std::string text = report::explanation_text(five_hours_behind());
    CHECK_THAT(text, StartsWith("rejected: expired: made 5 h 00 min 02 s ago, the window is 10 min "
                                "back\n"
                                "\n"
                                "  finding    the maker's clock is 5 h behind UTC: local time "
                                "(UTC-5) was taken\n"
                                "             for UTC, or UTC+5 was applied the wrong way round\n"
                                "             by chance this would show once in "));
    CHECK_THAT(text, Contains("\n  do         on the maker's system compare `date -u`"));
    CHECK_THAT(text, Contains("\n  made       2025-11-22T05:00:03Z\n"
                              "  now        2025-11-22T10:00:05Z\n"
                              "  age        5 h 00 min 02 s\n"
                              "  window     10 min back, 10 min ahead\n"));
    CHECK_THAT(text, Contains("\n  appl       ok  USER0002 has READ to APPL profile APPLI2I\n"));
    CHECK_THAT(text, Contains("1 of 2,000 users") && Contains("--all-users tries every user"));
    CHECK(text.back() != '\n');
}

TEST_CASE("no line of an explanation is longer than 78 columns, but for the first") {
    const std::string text = report::explanation_text(five_hours_behind());
    for (auto at = text.find('\n'); at != std::string::npos;) {
        const auto end = text.find('\n', at + 1);
        CHECK(std::min(end, text.size()) - at - 1 <= 78);
        at = end;
    }
}

TEST_CASE("an explanation without a finding says how much was tried and what else to try") {
    const auto text = report::explanation_text(explained(evidence("KAFRXPQK")));
    CHECK_THAT(text, StartsWith("rejected: wrong-key: ") &&
                         Contains("hypotheses explains the ticket") && Contains("--key-file"));
    CHECK_THAT(text, !Contains("\n  made "));
}

TEST_CASE("an accepted ticket comes with what to check on the host") {
    const auto text = report::explanation_text(explained(evidence(legacy(kUser, kNow))));
    CHECK_THAT(text, StartsWith("accepted: legacy PassTicket for USER0002 at APPLI2I") &&
                         Contains("\n  host       SETROPTS LIST"));
}

TEST_CASE("a ticket that is no text does not reach the terminal as it is") {
    const auto text = report::explanation_text(explained(evidence("\x1b[31mAB")));
    CHECK(text.find('\x1b') == std::string::npos);
}

TEST_CASE("the members of an explanation's JSON stand in their documented order") {
    const json::Json json = report::explanation_json(five_hours_behind());
    CHECK(names_of(json) ==
          "v event accepted reason user appl type profile generated_at age_seconds window_seconds saf_rc "
          "racf_rc racf_reason detail key_role now ticket_form profile_found key steps findings "
          "notes "
          "then_check searched");
    const auto& finding = json.find("findings")->as_array()->front();
    CHECK(names_of(finding) ==
          "cause certainty detail do chance generated_at offset_seconds profile user appl");
    CHECK(*finding.find("cause")->as_string() == "time-zone");
    CHECK(finding.find("offset_seconds")->as_integer() == -18002);
    CHECK(names_of(*json.find("searched")) ==
          "users users_in_store appls appls_in_store keys hypotheses expected_by_chance");
    CHECK(names_of(json.find("steps")->as_array()->front()) == "step verdict text");
    CHECK(json::parse_json(json.dump()).ok());
}
