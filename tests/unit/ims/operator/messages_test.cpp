#include "common/ims/operator/messages.hpp"

#include "tests/unit/test.hpp"

using namespace ptkt;
using ims_operator::message_of;

namespace {

json::Json facts(const std::string& text) {
    auto json = json::parse_json(text);
    REQUIRE(json.ok());
    return *json;
}

}  // namespace

TEST_CASE("a refusal without a call of RACF is HWSP1503E with IBM's inserts") {
    const auto line =
        "10.0.0.1:7: refused: no-ticket: HWSP1503E R=248 the message has no PassTicket";
    const auto message =
        message_of(line, facts(R"({"event":"refused","client_id":"CLIENT01","user":"USER0002"})"));
    CHECK(message.id == "HWSP1503E");
    CHECK(message.text ==
          "HWSP1503E SECURITY VIOLATION, NO RACROUTE CALL; R=248, C=CLIENT01, U=USER0002, M=PTKT");
    CHECK(message.severity == 'E');
    CHECK(ims_operator::racroute_code(line) == 248);
    CHECK(ims_operator::racroute_code("HWSP1503E") == 0);
}

TEST_CASE("an unknown exit is HWSP1445E with its name, whatever that is") {
    const auto message =
        message_of("p: refused: malformed: HWSP1445E unknown exit name in IRM_ID: 'IT'S' (X'00')",
                   json::Json::object());
    CHECK(message.id == "HWSP1445E");
    CHECK(message.text ==
          "HWSP1445E UNKNOWN EXIT NAME SPECIFIED IN MESSAGE PREFIX; MSGID=IT'S, M=PTKT");
    CHECK(message_of("HWSP1445E cut 'off", json::Json::object()).text ==
          "HWSP1445E UNKNOWN EXIT NAME SPECIFIED IN MESSAGE PREFIX; MSGID=, M=PTKT");
}

TEST_CASE("a line with a number has it first, one without is called by its event") {
    CHECK(message_of("HWSS0772W 80 of 100 sockets are in use", json::Json::object()).text ==
          "HWSS0772W 80 of 100 sockets are in use");
    const auto ended = message_of("1.2.3.4:5: HWSS0743I ended", json::Json::object());
    CHECK(ended.id == "HWSS0743I");
    CHECK(ended.text == "HWSS0743I 1.2.3.4:5: ended");
    CHECK(message_of("said", facts(R"({"event":"refused"})")).id == "REFUSED");
    CHECK(message_of("said", facts(R"({"event":"refused"})")).severity == 'W');
    CHECK(message_of("HWSP15O3E HWS1503E HWSp1503E", json::Json::object()).id == "NOTE");
}

TEST_CASE("what IMS does not allow is DFS1292E, where IMS announces a message") {
    CHECK(message_of("why", facts(R"({"event":"refused","reason":"not-authorized","rsn":26})"))
              .text == "DFS1292E why");
    CHECK(
        message_of("why", facts(R"({"event":"refused","reason":"not-authorized","rsn":81})")).id ==
        "REFUSED");
}
