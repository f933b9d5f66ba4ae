// A receiver's timers at every length, by a clock that the test moves: IRM_TIMER, ACKTO, TIMEOUT
// and IDLETO.
#include "tests/unit/ims/receiver/timers.hpp"

TEST_CASE("every IRM_TIMER is told when it expires, and then a transaction socket ends") {
    using namespace timers;
    const base::Byte soct = GENERATE(ims_wire::soct::kTransaction, ims_wire::soct::kPersistent);
    const bool stalls = GENERATE(false, true);
    const bool is_persistent = soct == ims_wire::soct::kPersistent;
    Stage stage(false);
    for (unsigned value = 0; value <= 0xFF; ++value) {
        INFO("IRM_TIMER X'" << std::hex << value << "'");
        const auto timer = static_cast<base::Byte>(value);
        const auto time_limit =
            ims_protocol::time_limit_of(timer, ims_protocol::Sent::ResumeTpipe, false, {});
        const SteppedPeer peer(stage);
        peer.send(bytes_of(resume(fmt::format("TIM{:05X}", value), timer, soct)));
        stage.settle();
        const auto length = time_limit.length.value_or(std::chrono::hours(3));
        stage.pass(length - kMoment);
        CHECK(peer.received().empty());
        if (stalls) stage.clock.work(kStall);
        stage.pass(2 * kMoment);
        if (!time_limit.length) {
            CHECK(peer.received().empty());
            CHECK_FALSE(peer.is_at_the_end());
            continue;
        }
        CHECK(rsm_of(peer) == ims_protocol::expiry(time_limit, is_persistent));
        CHECK(peer.is_at_the_end() != is_persistent);
    }
}

TEST_CASE("without an ACK within ACKTO the client is told, and the output waits elsewhere") {
    using namespace timers;
    enum class Situation { Alone, AckInTheTurn, AfterStall, AckAfterStall };
    const auto situation = GENERATE(Situation::Alone, Situation::AckInTheTurn,
                                    Situation::AfterStall, Situation::AckAfterStall);
    const bool stalls = situation == Situation::AfterStall || situation == Situation::AckAfterStall;
    const bool acks = situation == Situation::AckInTheTurn || situation == Situation::AckAfterStall;
    for (const int ackto : {1, 9, 10, 11, 60, 120, 255}) {
        INFO("ACKTO " << ackto << " s");
        Stage stage(false, fmt::format(",\n ACKTO={}", ackto));
        const SteppedPeer peer(stage);
        stage.receiver->transactions().on_async_output("TIMER001", {{"OUTPUT"}, {}});
        auto asks = resume("TIMER001", ims_wire::kTimerForever, ims_wire::soct::kPersistent);
        peer.send(bytes_of(asks));
        stage.settle();
        CHECK_FALSE(one_answer(peer).segments.empty());
        stage.pass(std::chrono::seconds(ackto) - kMoment);
        CHECK(peer.received().empty());
        asks.irm.f4 = MessageKind::Ack;
        if (acks) peer.send(bytes_of(asks));
        if (stalls) stage.clock.work(kStall);
        stage.pass(2 * kMoment);
        if (acks) {
            CHECK(peer.received().empty());
            CHECK_FALSE(peer.is_at_the_end());
        } else {
            CHECK(rsm_of(peer) == Rsm{0, 0, 8, 81});
            CHECK(peer.is_at_the_end());
        }
    }
}

TEST_CASE("a sign-on or message in the turn in which TIMEOUT or IDLETO passes is acknowledged") {
    using namespace timers;
    const bool stalls = GENERATE(false, true);
    for (const Milliseconds length :
         {Milliseconds(1'000), Milliseconds(9'900), Milliseconds(10'100), Milliseconds(12'000),
          Milliseconds(60'000), Milliseconds(120'000)}) {
        INFO(length.count() << " ms" << (stalls ? ", stalls" : ""));
        ims_protocol::Limits limits;
        limits.sign_on = limits.message = length;
        Stage stage(true, "", limits, {50, std::chrono::seconds(0), length});
        const SteppedPeer peer(stage);
        peer.send(bytes_of(message(stage.ticket())));
        if (stalls) stage.clock.work(kStall);
        stage.pass(stalls ? length - kMoment : length + kMoment);
        CHECK(std::holds_alternative<ims_wire::Csm>(one_answer(peer).status));
        // The deadline of the sign-on, and that of the silence. After a stall the message is taken
        // at once, and the silence begins with it.
        for (int i = 0; i < 3; ++i) {
            INFO("message " << i);
            peer.send(bytes_of(message()));
            if (stalls) stage.clock.work(kStall);
            stage.pass(stalls ? length - kMoment : length + kMoment);
            CHECK(std::holds_alternative<ims_wire::Csm>(one_answer(peer).status));
            CHECK_FALSE(peer.is_at_the_end());
        }
        stage.pass(length + kMoment);
        CHECK(peer.is_at_the_end());
    }
}
