#include "common/racf/report/audit_formats.hpp"

#include "tests/unit/test.hpp"

using namespace ptkt;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

namespace {

json::Json record_of(const std::string& text) {
    auto record = json::parse_json(text);
    REQUIRE(record.ok());
    return *record;
}

json::Json signon(const std::string& decision, int qualifier, const std::string& detail) {
    json::Json record = json::Json::object();
    record.set("event", "signon")
        .set("time", "2026-11-22T05:00:03.250000Z")
        .set("user", "LEE")
        .set("appl", "APPLI2I")
        .set("decision", decision)
        .set("reason", "wrong")
        .set("detail", detail)
        .set("peer", "127.0.0.1:9")
        .set("smf_event", 1)
        .set("smf_qualifier", qualifier);
    return record;
}

json::Json refusal_with(int qualifier) {
    return signon("rejected", qualifier, "why");
}

/// Columns of a line, counted from 1.
std::string columns(const std::string& line, std::size_t first, std::size_t last) {
    return line.substr(first - 1, last - first + 1);
}

TEST_CASE("each qualifier of a sign-on has its word, and all but a success are violations") {
    const std::pair<int, std::string> words[] = {
        {1, "INVPSWD "}, {2, "INVGRP  "}, {4, "INVTERM "}, {5, "INVAPPL "},  {6, "REVKUSER"},
        {7, "REVKAUTO"}, {9, "UNDFUSER"}, {0, "SUCCESSI"}, {32, "SUCCESSI"}, {33, "33      "}};
    for (const auto& [qualifier, word] : words) {
        const auto line = report::irradu00_line(refusal_with(qualifier));
        REQUIRE(line);
        CHECK(columns(*line, 1, 18) == "JOBINIT  " + word + " ");
        CHECK(columns(*line, 19, 43) == "05:00:03 2026-11-22 PTKT ");
        CHECK(columns(*line, 44, 47) == (word == "SUCCESSI" ? "NO  " : "YES "));
        CHECK(columns(*line, 49, 52) == (word == "UNDFUSER" ? "YES " : "NO  "));
        CHECK(columns(*line, 59, 66) == "LEE     ");
        CHECK(columns(*line, 282, 289) == "APPLI2I ");
        CHECK_THAT(columns(*line, 291, 545), StartsWith("PEER=127.0.0.1:9 REASON=wrong why "));
        CHECK(line->size() == 4608);
    }
}

TEST_CASE("a sign-on by password is a success without a PassTicket") {
    json::Json record = refusal_with(0);
    record.set("way", "password");
    const auto line = report::irradu00_line(record);
    REQUIRE(line);
    CHECK(columns(*line, 10, 17) == "SUCCESSI");
    CHECK(columns(*line, 44, 47) == "NO  ");
    CHECK(columns(*line, 4600, 4608) == "NO   NO  ");
}

TEST_CASE("only a sign-on that a key was tried for evaluated a PassTicket") {
    const auto evaluated = [](json::Json record) {
        return columns(report::irradu00_line(record).value(), 4600, 4608);
    };
    CHECK(evaluated(refusal_with(9)) == "NO   NO  ");
    CHECK(evaluated(refusal_with(1).set("type", json::Json())) == "NO   NO  ");
    CHECK(evaluated(refusal_with(1).set("type", "legacy")) == "YES  NO  ");
    CHECK(evaluated(signon("accepted", 32, "").set("type", "legacy")) == "YES  YES ");
}

TEST_CASE("a long detail ends where its columns do") {
    const auto line = report::irradu00_line(signon("rejected", 1, std::string(600, 'x')));
    REQUIRE(line);
    CHECK(columns(*line, 545, 546) == "x ");
    CHECK(line->size() == 4608);
}

TEST_CASE("a ticket that was made names who made it and for whom") {
    const auto line = report::irradu00_line(record_of(
        R"({"event":"ticket-made","time":"2026-11-22T05:00:03Z","user":"USER0002","appl":"APPLI2I",)"
        R"("smf_event":82,"login":"operations"})"));
    REQUIRE(line);
    CHECK(columns(*line, 1, 17) == "PTCREATE SUCCESS ");
    CHECK(columns(*line, 59, 67) == "OPERATIO ");
    CHECK(columns(*line, 282, 298) == "APPLI2I  USER0002");
}

TEST_CASE("commands are written by their whole names; what SMF does not have is left out") {
    const auto command = [](const std::string& text, int rc) {
        return report::irradu00_line(
            record_of(fmt::format(R"({{"event":"command","time":"2026-11-22T05:00:03Z",)"
                                  R"("user":"IBMUSER","command":"{}","rc":{}}})",
                                  text, rc)));
    };
    CHECK_THAT(command("rdef PTKTDATA APPLI2I", 0).value_or(""), StartsWith("RDEFINE  SUCCESS "));
    CHECK_THAT(command("PW USER(LEE)", 4).value_or(""), StartsWith("PASSWORD SUCCESS "));
    CHECK(!command("RDEFINE PTKTDATA APPLI2I", 8));
    CHECK(!command("LISTUSER LEE", 0));
    CHECK(!command("NONSENSE", 0));
    CHECK(!report::irradu00_line(record_of(R"({"event":"key","action":"generate"})")));
    // Inactivity: RACF writes the record of the sign-on only.
    CHECK(!report::irradu00_line(record_of(
        R"({"event":"revocation","reason":"inactive","smf_event":null,"smf_qualifier":null})")));
}

TEST_CASE("ICH408I is for refusals, and says why") {
    CHECK(
        report::ich408i_of(refusal_with(1)) ==
        "ICH408I USER(LEE     ) GROUP(        ) NAME(####################) LOGON/JOB INITIATION - "
        "INVALID PASSWORD");
    CHECK_THAT(report::ich408i_of(refusal_with(9)).value_or(""),
               Contains("NAME(???                 ) LOGON/JOB INITIATION - USER AT TERMINAL"));
    for (const auto& [qualifier, text] : {std::pair(2, "INVALID GROUP"),
                                          {4, "NOT AUTHORIZED TO TERMINAL/CONSOLE"},
                                          {5, "NOT AUTHORIZED TO APPLICATION"},
                                          {6, "REVOKED USER ACCESS ATTEMPT"},
                                          {28, "GROUP ACCESS HAS BEEN REVOKED"}})
        CHECK_THAT(report::ich408i_of(refusal_with(qualifier)).value_or(""), Contains(text));
    for (const char* qualifier : {"7", "null"})
        CHECK_THAT(
            report::ich408i_of(
                record_of(fmt::format(R"({{"event":"revocation","user":"LEE","smf_qualifier":{}}})",
                                      qualifier)))
                .value_or(""),
            Contains("USER(LEE     )") && Contains(" - EXCESSIVE PASSWORDS OR INACTIVE USER"));
    CHECK(!report::ich408i_of(signon("accepted", 32, "")));
}

TEST_CASE("structured data of syslog cannot be broken out of") {
    const std::string line = report::syslog_line(signon("rejected", 1, "a \"b\" ]c\\ \n"), "text");
    CHECK_THAT(line, StartsWith("<84>1 2026-11-22T05:00:03.250000Z - ptkt - ICH408I [ptkt@32473 "));
    CHECK_THAT(line, Contains(R"(detail="a \"b\" \]c\\ \\x0A")"));
    CHECK_THAT(line, Contains(R"(smf_qualifier="1")"));
    CHECK(line.find('\n') == std::string::npos);
}

TEST_CASE("an entry of the journal has a field a line and ends with an empty one") {
    json::Json record =
        record_of(R"({"event":"key","time":"2026-11-22T05:00:03Z","label":"A\nB","log":null})");
    const std::string entry = report::journal_entry(record, "what people read");
    CHECK(entry ==
          "MESSAGE=what people read\nPRIORITY=6\nSYSLOG_FACILITY=10\n"
          "SYSLOG_IDENTIFIER=ptkt\nPTKT_MESSAGE=KEY\nPTKT_EVENT=key\n"
          "PTKT_TIME=2026-11-22T05:00:03Z\nPTKT_LABEL=A\\x0AB\n");
}

}  // namespace
