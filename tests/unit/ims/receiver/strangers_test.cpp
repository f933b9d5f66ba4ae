#include "common/ims/receiver/strangers.hpp"

#include "common/ims/sign_on/explain_limit.hpp"
#include "tests/unit/ims/receiver/scene.hpp"

using namespace scene;
using std::chrono::seconds;

namespace {

const net::TimePoint kStart{seconds(10'000)};
constexpr int kPipe = -1;  // no file, so there is always space

net::Endpoint at(std::string address) {
    return {std::move(address), 4711};
}

void refuse_burst(Strangers& strangers, const net::Endpoint& peer) {
    for (int i = 0; i < BackOff::kRate.burst; ++i) {
        CHECK_FALSE(strangers.holds(peer, kStart));
        strangers.refused(peer, kStart);
    }
}

}  // namespace

TEST_CASE("a source that fails again and again is held back for a while, others are not") {
    Strangers strangers(kPipe);
    refuse_burst(strangers, at("192.0.2.7"));
    CHECK(strangers.holds(at("192.0.2.7"), kStart));
    CHECK_FALSE(strangers.holds(at("192.0.2.8"), kStart));
    CHECK_FALSE(strangers.holds(at("192.0.2.7"), kStart + BackOff::kRate.interval));
    strangers.refused(at("192.0.2.7"), kStart + BackOff::kRate.interval);
    CHECK(strangers.holds(at("192.0.2.7"), kStart + BackOff::kRate.interval));
    refuse_burst(strangers, at("2001:db8::1"));
    CHECK(strangers.holds(at("2001:db8::2"), kStart));
    CHECK_FALSE(strangers.holds(at("2001:db8:0:1::1"), kStart));
}

TEST_CASE("a source that has signed on lately is never held back") {
    Strangers strangers(kPipe);
    strangers.signed_on(at("192.0.2.7"), kStart);
    for (int i = 0; i < 1'000; ++i)
        strangers.refused(at("192.0.2.7"), kStart);
    CHECK_FALSE(strangers.holds(at("192.0.2.7"), kStart));
    CHECK_FALSE(strangers.holds(at("192.0.2.7"), kStart + BackOff::kKnownFor - seconds(1)));
    const auto later = kStart + BackOff::kKnownFor;
    for (int i = 0; i < BackOff::kRate.burst; ++i)
        strangers.refused(at("192.0.2.7"), later);
    CHECK(strangers.holds(at("192.0.2.7"), later));
}

TEST_CASE("of strangers a burst is told of, then few, and how many were left out") {
    Strangers strangers(kPipe);
    strangers.signed_on(at("192.0.2.7"), kStart);
    int told = 0;
    for (int i = 0; i < 5'000; ++i)
        told += strangers.tells_of(at("192.0.2.8"), kNow, kStart) ? 1 : 0;
    CHECK(told == Strangers::kToldOf.burst);
    CHECK(strangers.tells_of(at("192.0.2.7"), kNow, kStart));
    CHECK_FALSE(strangers.left_out(kStart, false));
    CHECK(strangers.tells_at() == kStart + Strangers::kBeforeTelling);
    const auto left_out = strangers.left_out(kStart + Strangers::kBeforeTelling, false);
    REQUIRE(left_out);
    CHECK(left_out->find("count")->bare() == "4000");
    CHECK(left_out->find("since")->bare() == base::to_rfc3339(kNow));
    CHECK_FALSE(strangers.tells_at());
    CHECK_FALSE(strangers.left_out(kStart + seconds(60), true));
}

TEST_CASE("a receiver holds back a source whose sign-ons fail, unheard, until it has calmed down") {
    Scene scene(true);
    const auto refusals = [&] {
        FakeConnection& peer = scene.connect();
        scene.give(peer, message("AAAAAAAA"));
        return peer.rsm();
    };
    for (int i = 0; i < BackOff::kRate.burst; ++i)
        CHECK(refusals().reason_code == ims_wire::rsncod::kSecurityViolation);
    CHECK(scene.err().find("held-back") == std::string::npos);
    FakeConnection& honest = scene.connect();
    scene.give(honest, message(scene.ticket()));
    CHECK(honest.rsm().reason_code == ims_wire::rsncod::kSecurityViolation);
    CHECK(scene.receiver->desk().metrics_page().find("reason=\"held-back\"} 1") !=
          std::string::npos);
    CHECK(honest.finished);
}

TEST_CASE("a source that has signed on is not held back by what fails behind the same address") {
    Scene scene(true);
    FakeConnection& first = scene.connect();
    scene.give(first, message(scene.ticket(kNow - base::Seconds(1))));
    REQUIRE(first.acknowledges());
    for (int i = 0; i < 3 * BackOff::kRate.burst; ++i)
        scene.give(scene.connect(), message("AAAAAAAA"));
    FakeConnection& honest = scene.connect();
    auto request = message(scene.ticket());
    request.irm.client_id = "OTM00002";
    scene.give(honest, request);
    CHECK(honest.acknowledges());
}

TEST_CASE("one address has few of the explanations, whatever its port, and leaves the rest") {
    using ims_sign_on::ExplainLimit;
    for (const char* address : {"192.0.2.7:", "[2001:db8::1]:"}) {
        ExplainLimit limit;
        int explained = 0;
        for (int i = 0; i < 1'000; ++i)
            explained += limit.take(address + std::to_string(1'024 + i), kStart) ? 1 : 0;
        CHECK(explained == ExplainLimit::kOfOneAddress.burst);
        CHECK(limit.take("192.0.2.8:4711", kStart));
        CHECK_FALSE(limit.take(std::string(address) + "1", kStart + seconds(4)));
        CHECK(limit.take(std::string(address) + "1", kStart + seconds(5)));
    }
}

TEST_CASE("all addresses together have no more explanations than the rate allows") {
    using ims_sign_on::ExplainLimit;
    ExplainLimit limit;
    int explained = 0;
    for (int i = 0; i < 60'000; ++i) {
        const auto when = kStart + std::chrono::milliseconds(i);
        explained += limit.take("2001:db8::" + std::to_string(i % 10'000), when) ? 1 : 0;
    }
    CHECK(explained >=
          ExplainLimit::kRate.burst + 60'000 / ExplainLimit::kRate.interval.count() - 1);
    CHECK(explained <= ExplainLimit::kRate.burst + 60'000 / ExplainLimit::kRate.interval.count());
}
