#include <fstream>

#include "common/racf/store/audit_log.hpp"
#include "common/racf/store_check/audit_verify.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using Catch::Matchers::Contains;

namespace {

constexpr auto kWritten =
    base::Moment(base::instant(1795341600)) + std::chrono::microseconds(250'001);

/// The line that a record of that time becomes.
std::string line_written(const store::Layout& layout, const std::string& time,
                         bool has_clock = true) {
    store::AuditLog log(layout);
    if (has_clock) log.use_clock([] { return kWritten; });
    json::Json record = json::Json::object();
    record.set("event", "test").set("time", time).set("detail", R"("time":"2026-11-22T10:00:00Z")");
    REQUIRE(log.append(record).ok());
    std::ifstream in(layout.audit_log());
    std::string line;
    for (std::string next; std::getline(in, next);)
        line = next;
    return line;
}

std::string time_in(const std::string& line) {
    return json::parse_json(line)->find("time")->bare();
}

TEST_CASE("a record that is written just now has the moment of that, another one its own time") {
    const tests::TemporaryDirectory directory;
    const store::Layout layout(directory.path());
    const auto second = std::chrono::floor<base::Seconds>(kWritten);
    const std::string now = base::to_rfc3339(kWritten);
    REQUIRE_THAT(now, Contains(":00.250001Z"));
    for (const int ago : {0, 1, 2})
        CHECK(time_in(line_written(layout, base::to_rfc3339(second - base::Seconds(ago)))) == now);
    for (const int ago : {3, 86400, -1}) {
        const std::string time = base::to_rfc3339(second - base::Seconds(ago));
        CHECK(time_in(line_written(layout, time)) == time);
    }
    for (const std::string time : {"", "2026", "12026-11-22T10:00:00Z"})
        CHECK(time_in(line_written(layout, time)) == time);
}

TEST_CASE("the words of a record are left alone") {
    const tests::TemporaryDirectory directory;
    const store::Layout layout(directory.path());
    CHECK_THAT(line_written(layout, "2025-01-01T00:00:00Z"),
               Contains(R"("detail":"\"time\":\"2026-11-22T10:00:00Z\"")"));
}

TEST_CASE("without a clock a record is written as it is, and both kinds are one chain") {
    const tests::TemporaryDirectory directory;
    const store::Layout layout(directory.path());
    const std::string now = base::to_rfc3339(std::chrono::floor<base::Seconds>(kWritten));
    CHECK(time_in(line_written(layout, now, false)) == now);
    CHECK(time_in(line_written(layout, now)) == base::to_rfc3339(kWritten));
    CHECK(time_in(line_written(layout, now, false)) == now);
    int findings = 0;
    const auto done = store_check::verify_audit(layout, {}, [&](const auto&) -> base::Status {
        ++findings;
        return {};
    });
    REQUIRE(done.ok());
    CHECK(done->last.seq == 3);
    CHECK(findings == 0);
}

}  // namespace
