// IRM_TIMER and the words for codes.
#include "common/ims/wire/reasons.hpp"
#include "common/ims/wire/timer.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using namespace ptkt::ims_wire;
using namespace std::chrono_literals;

TEST_CASE("timer values at the ends of their ranges have their documented times") {
    const auto wait = [](base::Byte value) {
        const Timer timer = decode_timer(value);
        CHECK(timer.kind == TimerKind::Wait);
        return timer.wait;
    };
    CHECK(wait(0x01) == 10ms);
    CHECK(wait(0x19) == 250ms);
    CHECK(wait(0x1A) == 300ms);
    CHECK(wait(0x1E) == 500ms);
    CHECK(wait(0x27) == 950ms);
    CHECK(wait(0x28) == 1s);
    CHECK(wait(0x2C) == 5s);
    CHECK(wait(0x63) == 60s);
    CHECK(wait(0x64) == 2min);
    CHECK(wait(0x9E) == 60min);
}

TEST_CASE("timer values that are no time are told apart") {
    CHECK(decode_timer(0x00) == Timer{TimerKind::Default, 0ms});
    CHECK(decode_timer(0xE9) == Timer{TimerKind::NoWait, 0ms});
    CHECK(decode_timer(0xFF) == Timer{TimerKind::Forever, 0ms});
    for (const int value : {0x9F, 0xE8, 0xEA, 0xFE})
        CHECK(decode_timer(static_cast<base::Byte>(value)).kind == TimerKind::Invalid);
}

TEST_CASE("a time is sent as the shortest value that is not below it") {
    for (int value = 0x01; value <= 0x9E; ++value)
        CHECK(encode_timer(decode_timer(static_cast<base::Byte>(value)).wait) == value);
    CHECK(encode_timer(1ms) == 0x01);
    CHECK(encode_timer(251ms) == 0x1A);
    CHECK(encode_timer(951ms) == 0x28);
    CHECK(encode_timer(61s) == 0x64);
    CHECK_FALSE(encode_timer(0ms).has_value());
    CHECK_FALSE(encode_timer(-1ms).has_value());
    CHECK_FALSE(encode_timer(60min + 1ms).has_value());
}

TEST_CASE("a refusal is told in words with its numbers") {
    CHECK(describe({0, 0x08, 8, 40}) ==
          "security violation (rc 8, reason 40): password or PassTicket not valid, RACF X'08' (8)");
    CHECK(
        describe({0, 0x34, 8, 40}) ==
        "security violation (rc 8, reason 40): not authorized to the application, RACF X'34' (52)");
    CHECK(describe({0, 0x99, 8, 40}) ==
          "security violation (rc 8, reason 40): refused, RACF X'99' (153)");
    CHECK(describe({0, 0, 8, 56}) == "client id in use (rc 8, reason 56)");
    CHECK(describe({0, 0, 4, 7}) == "total message length not valid (rc 4, reason 7)");
    CHECK(describe({0, 3, 16, 0x51}) ==
          "OTMA sent a NAK (rc 16, sense X'51' (81)): OTMA reason X'03' (3)");
    CHECK(describe({0, 0, 40, 0x2C}) == "timer expired, connection kept (rc 40, timer X'2C' (44))");
    CHECK(describe({0, 0, 8, 999}) == "error found by IMS Connect (rc 8, reason 999)");
    CHECK(describe({0, 0, 99, 999}) == "unknown return code (rc 99, reason 999)");
}

TEST_CASE("codes without a word have none") {
    CHECK(return_code_text(5).empty());
    CHECK(reason_code_text(150).empty());
    CHECK(racroute_text(0x01).empty());
    CHECK(racroute_text(0x1C) == "user revoked");
    CHECK(reason_code_text(72) == "data store not found");
}
