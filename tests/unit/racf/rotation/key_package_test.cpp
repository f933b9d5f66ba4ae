#include "common/racf/rotation/key_package.hpp"

#include "tests/unit/test.hpp"

using namespace ptkt;
using base::ErrorKind;
using base::Seconds;

namespace {

const base::Instant kNow = base::instant(1763805600);
const auto kProfile = racf::ProfileName::parse("APPLI2I").value();

rotation::Package package(std::size_t key_size = 64) {
    auto made = rotation::make(kProfile, base::Secret(base::Bytes(key_size, 7)), kNow,
                               rotation::kUsualLife);
    REQUIRE(made.ok());
    made->active_from = kNow + Seconds(3600);
    made->grace = Seconds(120);
    made->recipient = std::string(64, 'A');
    made->signer = std::string(64, 'B');
    return std::move(*made);
}

std::string text_of(const base::Secret& content) {
    return std::string(base::as_text(content.view()));
}

/// The printed package with one stretch of text replaced by another.
base::Result<rotation::Package> parsed_with(const std::string& from, const std::string& to) {
    std::string text = text_of(rotation::print(package()));
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
    return rotation::parse(base::as_bytes(text));
}

}  // namespace

TEST_CASE("a package that is printed is read as it was, for both kinds of key") {
    for (const std::size_t size : {8U, 32U, 64U, 256U}) {
        const auto before = package(size);
        const auto after = rotation::parse(rotation::print(before).view());
        REQUIRE(after.ok());
        CHECK(after->id == before.id);
        CHECK(after->profile == kProfile);
        CHECK(after->enhanced == (size != 8));
        CHECK(after->check_value == before.check_value);
        CHECK(after->active_from == kNow + Seconds(3600));
        CHECK(after->grace == Seconds(120));
        CHECK(after->expires == kNow + std::chrono::hours(24));
        CHECK(after->key.equals(before.key));
        CHECK(after->recipient == before.recipient);
        CHECK(after->signer == before.signer);
    }
}

TEST_CASE("two packages of one key have different ids") {
    CHECK(package().id != package().id);
}

TEST_CASE("what is missing, unknown or not what it must be is refused") {
    for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
             {"\"ptkt_key_package\":2", "\"ptkt_key_package\":1"},
             {"\"to\":\"A", "\"to\":\""},
             {"\"signed_by\":\"B", "\"signed_by\":\"X"},
             {"\"id\":\"", "\"id\":\"00"},
             {"PTKTDATA", "APPL"},
             {"\"hmac\"", "\"des\""},
             {"\"hmac\"", "\"rsa\""},
             {"\"grace_seconds\":120", "\"grace_seconds\":-1"},
             {"\"grace_seconds\":120", "\"grace\":120"},
             {"\"key_bytes\":64", "\"key_bytes\":63"},
             {"\"key_bytes\":64", "\"key_bytes\":64,\"more\":1"},
             {"2025-11-22T11:00:00Z", "+1h"},
             {"2025-11-23T10:00:00Z", "2026-11-23T10:00:00Z"},
             {"}\n", "}"},
             {"}\n", "}\n\a"},
         }) {
        INFO(from << " -> " << to);
        const auto read = parsed_with(from, to);
        REQUIRE_FALSE(read.ok());
        CHECK(read.error().kind == ErrorKind::Malformed);
    }
}

TEST_CASE("a key that is not that of the check value is refused") {
    std::string text = text_of(rotation::print(package()));
    text.back() = 8;
    CHECK_FALSE(rotation::parse(base::as_bytes(text)).ok());
}

TEST_CASE("a package is taken once, in its time, for its profile, and not behind a later one") {
    const auto one = package();
    const auto is_taken = [&](const racf::Rotation& rotation, base::Instant now) {
        return rotation::admit(one, kProfile, rotation, now).ok();
    };
    CHECK(is_taken({}, kNow));
    CHECK(is_taken({}, kNow + std::chrono::hours(24) - Seconds(1)));
    CHECK_FALSE(is_taken({}, kNow + std::chrono::hours(24)));
    CHECK(is_taken({}, kNow - Seconds(300)));
    CHECK_FALSE(is_taken({}, kNow - Seconds(301)));
    const auto other = racf::ProfileName::parse("OTHER").value();
    CHECK(rotation::admit(one, other, {}, kNow).error().kind == ErrorKind::NotPermitted);
    const auto used = rotation::remember({}, one, kNow);
    CHECK_FALSE(is_taken(used, kNow));
    racf::Rotation later;
    later.last_package = kNow + Seconds(1);
    CHECK_FALSE(is_taken(later, kNow + Seconds(2)));
}

TEST_CASE("what has expired is no longer remembered") {
    auto rotation = rotation::remember({}, package(), kNow);
    rotation = rotation::remember(rotation, package(), kNow + std::chrono::hours(23));
    CHECK(rotation.packages.size() == 2);
    rotation = rotation::remember(rotation, package(), kNow + std::chrono::hours(24));
    CHECK(rotation.packages.size() == 1);
}

TEST_CASE("a life of nothing or of more than a month is refused") {
    for (const Seconds life : {Seconds(0), rotation::kLongestLife + Seconds(1)})
        CHECK(rotation::make(kProfile, base::Secret(base::Bytes(8, 1)), kNow, life).error().kind ==
              ErrorKind::Malformed);
}
