#include "common/racf/authorization/audit_limit.hpp"

#include "tests/unit/racf/authorization/scene.hpp"

using namespace scene;
using authorization::AuditLimit;
using std::chrono::seconds;

namespace {

authorization::Decision decision_of(Reason reason) {
    return {reason, "", kUser.user, kUser.appl, kNow, {}, {}, {}, {}};
}

const AuditLimit::TimePoint kStart{seconds(10'000)};

}  // namespace

TEST_CASE("refusals go to the audit log by a rate, acceptances always, and the rest is counted") {
    const tests::TemporaryDirectory directory;
    AuditLimit limit(directory.path());
    const auto takes = [&](Reason reason, AuditLimit::TimePoint now) {
        return limit.takes(decision_of(reason), kNow, now);
    };
    int written = 0;
    for (int i = 0; i < AuditLimit::kRate.burst; ++i)
        written += takes(Reason::WrongKey, kStart) ? 1 : 0;
    CHECK(written == AuditLimit::kRate.burst);
    CHECK_FALSE(limit.left_out(kNow, kStart, true));
    for (int i = 0; i < 7; ++i)
        CHECK_FALSE(takes(Reason::WrongKey, kStart));
    CHECK_FALSE(takes(Reason::UserUnknown, kStart));
    CHECK_FALSE(limit.takes(base::fail(base::ErrorKind::Io, "trouble"), kNow, kStart));
    CHECK(takes(Reason::Ok, kStart));
    CHECK(takes(Reason::WrongKey, kStart + AuditLimit::kRate.interval));
    CHECK_FALSE(limit.left_out(kNow, kStart, false));
    const auto record =
        limit.left_out(kNow + base::Seconds(10), kStart + AuditLimit::kBeforeTelling, false);
    REQUIRE(record);
    CHECK(record->dump() == R"({"v":1,"event":"signon-left-out","time":"2025-11-22T10:00:10Z",)"
                            R"("since":"2025-11-22T10:00:00Z","count":9,)"
                            R"("reasons":{"error":1,"user-unknown":1,"wrong-key":7}})");
    CHECK_FALSE(limit.left_out(kNow, kStart + seconds(100), true));
}
