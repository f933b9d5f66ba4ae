// Every limit of a connection, at every length, by a clock that the test moves.
#include "common/ims/protocol/deadlines.hpp"

#include "tests/unit/ims/protocol/stepped.hpp"

using namespace loopback;

namespace {

const std::vector<Milliseconds>& lengths() {
    static const std::vector<Milliseconds> kLengths{Milliseconds(1'000), Milliseconds(9'900),
                                                    Milliseconds(10'100), Milliseconds(60'000),
                                                    Milliseconds(120'000)};
    return kLengths;
}

/// A limit of a connection, and how a peer comes under it and away from it.
struct Limit {
    const char* name;
    CloseReason reason;
    void (*set)(Limits&, PortOptions&, Milliseconds);
    void (*begin)(const SteppedPeer&);   ///< the limit runs after this
    void (*answer)(const SteppedPeer&);  ///< what the server waits for
};

void send_all(const SteppedPeer& peer) {
    peer.send(frame());
}

void send_front(const SteppedPeer& peer) {
    peer.send({frame().data(), 50});
}

void send_rest(const SteppedPeer& peer) {
    peer.send({frame().data() + 50, 38});
}

void nothing(const SteppedPeer&) {}

const Limit kLimits[] = {
    {"sign-on", CloseReason::SignOnTimeout,
     [](Limits& limits, PortOptions&, Milliseconds length) { limits.sign_on = length; }, nothing,
     send_all},
    {"message", CloseReason::MessageTimeout,
     [](Limits& limits, PortOptions&, Milliseconds length) { limits.message = length; }, send_front,
     send_rest},
    {"idle", CloseReason::IdleTimeout,
     [](Limits&, PortOptions& port, Milliseconds length) { port.idle = length; }, send_all,
     send_all},
};

/// All other limits are off.
Limits unlimited() {
    Limits limits;
    limits.sign_on = limits.message = limits.answer = Milliseconds(0);
    return limits;
}

/// A handler whose peers sign on by their first message, unless they have from the start.
struct Signing {
    explicit Signing(const Limit& limit) {
        echo.signs_on = limit.reason == CloseReason::MessageTimeout;
        echo.on_message = [](Connection& connection) { connection.signed_on(); };
    }
    Echo echo;
};

Stepped stage_for(Signing& cast, const Limit& limit, Milliseconds length) {
    Limits limits = unlimited();
    PortOptions port;
    limit.set(limits, port, length);
    return Stepped(cast.echo, limits, port);
}

const base::Bytes kEchoed{0, 0, 0, 88};

}  // namespace

TEST_CASE("a limit ends a connection when its time has come, and not before") {
    for (const Limit& limit : kLimits) {
        for (const Milliseconds length : lengths()) {
            INFO(limit.name << " of " << length.count() << " ms");
            Signing cast(limit);
            Stepped stage = stage_for(cast, limit, length);
            const SteppedPeer peer(stage);
            limit.begin(peer);
            stage.settle();
            static_cast<void>(peer.received());
            stage.pass(length - Milliseconds(1));
            CHECK_FALSE(peer.is_at_the_end());
            stage.pass(Milliseconds(2));
            CHECK(peer.is_at_the_end());
            stage.pass(Limits().linger);
            CHECK(cast.echo.closed(limit.reason) == 1);
        }
    }
}

TEST_CASE("what comes in the turn in which a limit passes is taken and answered") {
    for (const Limit& limit : kLimits) {
        for (const Milliseconds length : lengths()) {
            INFO(limit.name << " of " << length.count() << " ms");
            Signing cast(limit);
            Stepped stage = stage_for(cast, limit, length);
            const SteppedPeer peer(stage);
            limit.begin(peer);
            stage.settle();
            static_cast<void>(peer.received());
            limit.answer(peer);
            stage.pass(length + Milliseconds(1));
            CHECK(peer.received() == kEchoed);
            CHECK_FALSE(peer.is_at_the_end());
            CHECK(cast.echo.closed(limit.reason) == 0);
        }
    }
}

TEST_CASE("a stall is nobody's time: not at work, not asleep") {
    constexpr std::chrono::seconds kStall(30);
    const bool at_work = GENERATE(true, false);
    for (const Limit& limit : kLimits) {
        for (const Milliseconds length : lengths()) {
            INFO(limit.name << " of " << length.count() << " ms");
            Signing cast(limit);
            Stepped stage = stage_for(cast, limit, length);
            const SteppedPeer peer(stage);
            limit.begin(peer);
            stage.settle();
            static_cast<void>(peer.received());
            stage.pass(length / 2);
            if (at_work) {
                stage.clock.work(kStall);
            } else {
                stage.clock.oversleep(kStall);
            }
            limit.answer(peer);  // comes meanwhile, and is in time
            stage.pass(length - length / 2 - Milliseconds(1));
            CHECK(peer.received() == kEchoed);
            CHECK(cast.echo.closed(limit.reason) == 0);
        }
    }
}

TEST_CASE("a limit goes on after a stall") {
    for (const Limit& limit : kLimits) {
        for (const Milliseconds length : lengths()) {
            INFO(limit.name << " of " << length.count() << " ms");
            Signing cast(limit);
            Stepped stage = stage_for(cast, limit, length);
            const SteppedPeer peer(stage);
            limit.begin(peer);
            stage.settle();
            static_cast<void>(peer.received());
            stage.clock.work(std::chrono::seconds(30));
            stage.pass(length - Milliseconds(1));
            CHECK_FALSE(peer.is_at_the_end());
            stage.pass(Milliseconds(2));
            CHECK(peer.is_at_the_end());
        }
    }
}

TEST_CASE("the limit of answers runs while they wait, however long it was quiet before") {
    for (const Milliseconds quiet : lengths()) {
        for (const Milliseconds length : lengths()) {
            INFO("answers " << length.count() << " ms, after " << quiet.count() << " ms");
            Echo echo;
            Limits limits = unlimited();
            limits.answer = length;
            Stepped stage(echo, limits);
            const SteppedPeer peer(stage);
            stage.pass(quiet);
            peer.send(frame());
            stage.settle();
            CHECK(peer.received() == kEchoed);
            stage.pass(length + quiet);
            CHECK_FALSE(peer.is_at_the_end());
            echo.answer_size = 16U << 20U;  // more than the kernel keeps
            peer.send(frame());
            stage.settle();
            stage.pass(length - Milliseconds(1));
            CHECK(echo.closed(CloseReason::AnswerTimeout) == 0);
            CHECK_FALSE(peer.received().empty());  // it has taken some: the limit begins again
            stage.pass(length - Milliseconds(1));
            CHECK(echo.closed(CloseReason::AnswerTimeout) == 0);
            stage.pass(Milliseconds(2));
            CHECK(echo.closed(CloseReason::AnswerTimeout) == 1);
        }
    }
}

TEST_CASE("a timer's answer goes out before the end, however long it was quiet") {
    /// Says a word when its timer comes, and ends.
    class Timed final : public Handler {
      public:
        explicit Timed(Milliseconds length, Stepped*& stage) : length_(length), stage_(stage) {}
        void on_open(Connection& connection) override {
            connection.signed_on();
            connection.set_timer(stage_->clock.now() + length_);
        }
        void on_frame(Connection& connection, base::ByteView) override {
            connection.set_timer(std::nullopt);
            connection.send(base::as_bytes("TAKEN"));
        }
        void on_framing_error(Connection&, const ims_wire::DecodeError&) override {}
        void on_timer(Connection& connection) override {
            connection.send(base::as_bytes("TIME"));
            connection.finish();
        }
        After on_turn_end() override { return After::GoOn; }
        void on_close(Connection&, CloseReason reason) override { closed = reason; }
        void on_refused(const Endpoint&, std::string_view) override {}
        std::optional<CloseReason> closed;

      private:
        Milliseconds length_;
        Stepped*& stage_;
    };
    enum class Situation { Alone, WithTraffic, AfterStall, TrafficAfterStall };
    const auto situation = GENERATE(Situation::Alone, Situation::WithTraffic, Situation::AfterStall,
                                    Situation::TrafficAfterStall);
    const bool with_traffic =
        situation == Situation::WithTraffic || situation == Situation::TrafficAfterStall;
    for (const Milliseconds length : lengths()) {
        INFO("timer of " << length.count() << " ms");
        Stepped* its = nullptr;
        Timed handler(length, its);
        Stepped stage(handler, Limits());
        its = &stage;
        const SteppedPeer peer(stage);
        stage.pass(length - Milliseconds(1));
        CHECK(peer.received().empty());
        if (with_traffic) peer.send(frame());
        if (situation == Situation::AfterStall || situation == Situation::TrafficAfterStall)
            stage.clock.work(std::chrono::seconds(30));
        stage.pass(Milliseconds(2));
        const auto said = peer.received();
        CHECK(said == base::Bytes(base::as_bytes(with_traffic ? "TAKEN" : "TIME").begin(),
                                  base::as_bytes(with_traffic ? "TAKEN" : "TIME").end()));
        stage.pass(Limits().linger);
        CHECK(handler.closed ==
              (with_traffic ? std::nullopt : std::optional(CloseReason::Finished)));
    }
}

TEST_CASE("who goes takes his deadline along") {
    Deadlines deadlines;
    const auto at = [](int second) { return TimePoint(std::chrono::seconds(second)); };
    deadlines.add(at(60), 1);
    deadlines.add(at(50), 2);
    deadlines.add(at(60), 3);
    deadlines.take_back(at(50), 2);
    CHECK(deadlines.next() == at(60));
    deadlines.take_back(at(60), 1);
    CHECK_FALSE(deadlines.take_due(at(59)));
    CHECK(deadlines.take_due(at(60)) == Deadlines::Entry(at(60), 3));
    CHECK_FALSE(deadlines.next());
}
