#include "common/ims/operator/status.hpp"

#include "tests/unit/test.hpp"

using namespace ptkt;
using namespace ptkt::ims_operator;

namespace {

constexpr base::Instant kNow = base::instant(1795341600);

struct Sample {
    Metrics metrics;
    Status status{.hws = "HWSB",
                  .version = "1",
                  .now = kNow,
                  .since = kNow - base::Seconds(3600),
                  .connections = 2,
                  .sockets = 3,
                  .maxsoc = 50,
                  .metrics = metrics};
    Sample() {
        metrics.opened = 5;
        for (int i = 0; i < 7; ++i)
            metrics.messages.add("SNDONLYA");
        metrics.refusals.add("wrong-key");
        metrics.refusals.add("wrong-key");
        metrics.refusals.add("no-ticket");
        metrics.verify.add(std::chrono::milliseconds(1));
        status.profiles = 2;
        status.keys = {{"APPLI2I", "legacy", "active", kNow - base::Seconds(60)},
                       {"APPLI2I", "enhanced", "next", kNow + base::Seconds(7200)},
                       {"OTHER", "legacy", "next", kNow + base::Seconds(86400)},
                       {"OTHER", "legacy", "previous", std::nullopt}};
    }
};

std::string all_lines(const json::Json& status, const std::optional<Rates>& rates) {
    std::string text;
    for (const auto& line : status_lines(status, rates))
        text += line.text + "\n";
    return text;
}

}  // namespace

TEST_CASE("the status has counters, refusals by reason, keys and the rotation that comes first") {
    const Sample sample;
    CHECK(
        status_json(sample.status).dump() ==
        R"({"v":1,"event":"status","time":"2026-11-22T10:00:00.000000Z","hws":"HWSB","version":"1",)"
        R"("since":"2026-11-22T09:00:00Z","open":2,"connections":5,"numsoc":3,"maxsoc":50,)"
        R"("messages":7,"link_messages":0,"sign_ons":1,"refusals":3,"refused":[)"
        R"({"reason":"no-ticket","count":1},{"reason":"wrong-key","count":2}],"bytes_in":0,)"
        R"("bytes_out":0,"key_profiles":2,"keys":[)"
        R"({"profile":"APPLI2I","kind":"legacy","role":"active","when":"2026-11-22T09:59:00Z"},)"
        R"({"profile":"APPLI2I","kind":"enhanced","role":"next","when":"2026-11-22T12:00:00Z"},)"
        R"({"profile":"OTHER","kind":"legacy","role":"next","when":"2026-11-23T10:00:00Z"},)"
        R"({"profile":"OTHER","kind":"legacy","role":"previous","when":null}],)"
        R"("next_rotation":"2026-11-22T12:00:00Z","next_profile":"APPLI2I"})");
}

TEST_CASE("the status for people") {
    const Sample sample;
    const auto json = status_json(sample.status);
    CHECK(all_lines(json, std::nullopt) ==
          "HWSB  imscon-recv 1  2026-11-22T10:00:00Z  up 1 h 00 min 00 s\n"
          "connections 2 open, 5 in all; sockets 3 of 50\n"
          "                    a second        in all\n"
          "messages                   -             7\n"
          "over MSC links             -             0\n"
          "sign-ons                   -             1\n"
          "refusals                   -             3\n"
          "  no-ticket                              1\n"
          "  wrong-key                              2\n"
          "keys in force of 2 profiles\n"
          "  APPLI2I                    legacy    active    since 2026-11-22T09:59:00Z\n"
          "  APPLI2I                    enhanced  next      from 2026-11-22T12:00:00Z\n"
          "  OTHER                      legacy    next      from 2026-11-23T10:00:00Z\n"
          "  OTHER                      legacy    previous  \n"
          "next rotation  APPLI2I in 2 h 00 min 00 s (2026-11-22T12:00:00Z)\n");
    CHECK(
        status_line(json, Rates{3.5, 0, 0.5, 0}) ==
        "2026-11-22T10:00:00Z  open 2  messages 7 (3.5/s)  sign-ons 1 (0.5/s)  refusals 3 (0.0/s): "
        "no-ticket 1, wrong-key 2  next rotation APPLI2I in 2 h 00 min 00 s "
        "(2026-11-22T12:00:00Z)");
}

TEST_CASE("rates are what grew by the second; a receiver that was started again has none yet") {
    Sample sample;
    const auto before = status_json(sample.status);
    for (int i = 0; i < 5; ++i)
        sample.metrics.messages.add("SENDONLY");
    const auto now = status_json(sample.status);
    const auto rates = rates_between(before, now, std::chrono::milliseconds(2'000));
    REQUIRE(rates);
    CHECK(rates->messages == 2.5);
    CHECK(rates->sign_ons == 0);
    CHECK_FALSE(rates_between(before, now, std::chrono::seconds(0)));
    sample.status.since += base::Seconds(1);
    CHECK_FALSE(rates_between(before, status_json(sample.status), std::chrono::seconds(2)));
}

TEST_CASE("an object that is not what it should be is shown all the same, and harms no terminal") {
    for (const char* text :
         {"{}", R"({"hws":"\u001b[2J\n","refused":[1,{"reason":"\u009b"}],"keys":7,
        "messages":"many","time":"yesterday"})"}) {
        const auto json = json::parse_json(text);
        REQUIRE(json.ok());
        for (const auto& line : status_lines(*json, std::nullopt))
            for (const char c : line.text)
                CHECK((c >= ' ' && c < 0x7F));
        CHECK(status_line(*json, std::nullopt).find('\x1b') == std::string::npos);
    }
}
