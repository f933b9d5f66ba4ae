#include "common/ims/sender/settings.hpp"

#include "common/ims/wire/timer.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using namespace ptkt::ims_sender;
using base::Seconds;

TEST_CASE("an answer may take ACKTO, or the time limit that was given, and the timer on top") {
    Settings settings;
    ims_config::Config config;
    CHECK(ack_limit(settings, config) == Seconds(30));
    config.datastores.resize(2);
    config.datastores[0].ackto = 120;
    config.datastores[1].ackto = 60;
    CHECK(ack_limit(settings, config) == Seconds(120));
    settings.client.timer = ims_wire::encode_timer(std::chrono::seconds(5));
    CHECK(ack_limit(settings, config) == Seconds(125));
    settings.mode = Mode::Resume;  // whose answers have a time limit that knows of the timer
    CHECK(ack_limit(settings, config) == Seconds(120));
    settings.timeout = Seconds(7);
    CHECK(ack_limit(settings, config) == Seconds(7));
}

TEST_CASE("who waits for output waits without a limit, where nothing else is said") {
    ClientSettings waits;
    waits.retrieval = ims_protocol::Retrieval::Auto;
    CHECK(with_timer(waits).timer == ims_wire::kTimerForever);
    ClientSettings looks;
    CHECK_FALSE(with_timer(looks).timer);
    waits.timer = ims_wire::kTimerNoWait;
    CHECK(with_timer(waits).timer == ims_wire::kTimerNoWait);
}
