#include "common/irrdbu00/loader.hpp"

#include "tests/support/memory_profiles.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using irrdbu00::RecordWriter;

namespace {

class Load {
  public:
    std::optional<base::TextError> line(const std::string& text) {
        auto wrong = loader_.line(text);
        REQUIRE(wrong.ok());
        return *wrong;
    }
    std::optional<base::TextError> record(const RecordWriter& writer) {
        std::string text = writer.line();
        text.pop_back();
        return line(text);
    }
    const irrdbu00::LoadReport& finish() {
        REQUIRE(loader_.finish().ok());
        return loader_.report();
    }

    test::MemoryProfiles profiles;

  private:
    irrdbu00::Loader loader_{profiles, [this](racf::Change change) {
                                 std::vector<racf::Change> changes;
                                 changes.push_back(std::move(change));
                                 return profiles.commit(std::move(changes));
                             }};
};

RecordWriter user(std::string_view id) {
    RecordWriter writer("0200");
    writer.text("USBD_NAME", id).text("USBD_DEFGRP_ID", "SYS1");
    return writer;
}

RecordWriter profile(std::string_view cls, std::string_view name) {
    RecordWriter writer("0500");
    writer.text("GRBD_NAME", name).text("GRBD_CLASS_NAME", cls);
    return writer;
}

}  // namespace

TEST_CASE("other records and unknown classes are counted and no errors") {
    Load load;
    CHECK_FALSE(load.line("0404 SYS1.PARMLIB"));
    CHECK_FALSE(load.line("0404 SYS1.PROCLIB"));
    CHECK_FALSE(load.line("02G1 KIM      SOMETHING"));
    CHECK_FALSE(load.record(profile("DIGTRING", "KIM.RING")));
    CHECK_FALSE(load.record(RecordWriter("0505")
                                .text("GRACC_NAME", "KIM.RING")
                                .text("GRACC_CLASS_NAME", "DIGTRING")
                                .text("GRACC_AUTH_ID", "KIM")));
    const auto& report = load.finish();
    CHECK(report.other_records.at("0404") == 2);
    CHECK(report.other_records.at("02G1") == 1);
    CHECK(report.unknown_classes.at("DIGTRING") == 1);
    CHECK(report.resources == 0);
    CHECK(load.profiles.resources.empty());
}

TEST_CASE("users that are RACF's own are left out with all their records") {
    Load load;
    CHECK_FALSE(load.record(user("irrcerta")));
    CHECK_FALSE(load.record(
        RecordWriter("0203").text("USGCON_NAME", "irrcerta").text("USGCON_GRP_ID", "SYS1")));
    const auto& report = load.finish();
    CHECK(report.users == 0);
    REQUIRE(report.left_out.size() == 1);
    CHECK(report.left_out.front().name == "irrcerta");
    CHECK(load.profiles.users.size() == 1);
}

TEST_CASE("a line that is no record is an error at its place") {
    Load load;
    const auto wrong = load.line("hello");
    REQUIRE(wrong.has_value());
    CHECK(wrong->message == "'hell' is not the type of a record");
    CHECK(load.line("0200")->message == "USBD_NAME '' is blank");
    CHECK_FALSE(load.line(""));
}

TEST_CASE("a user or profile that is defined twice is an error") {
    Load load;
    CHECK_FALSE(load.record(user("KIM")));
    CHECK(load.record(user("KIM"))->message == "USBD_NAME 'KIM' is defined twice");
    CHECK_FALSE(load.record(profile("APPL", "IMSA")));
    CHECK(load.record(profile("APPL", "IMSA"))->message == "GRBD_NAME 'IMSA' is defined twice");
}

TEST_CASE("profiles whose names differ in case only are told") {
    Load load;
    CHECK_FALSE(load.record(profile("EJBROLE", "Teller")));
    CHECK_FALSE(load.record(profile("EJBROLE", "teller")));
    const auto& report = load.finish();
    CHECK(report.resources == 1);
    REQUIRE(report.left_out.size() == 2);
    CHECK(report.left_out[0].what == "case");
    CHECK(report.left_out[1].name == "EJBROLE teller");
}

TEST_CASE("a member that only the group's record tells of becomes a connection") {
    Load load;
    RecordWriter group("0100");
    CHECK_FALSE(load.record(group.text("GPBD_NAME", "PAY").text("GPBD_SUPGRP_ID", "SYS1")));
    for (const char* member : {"KIM", "NOBODY"})
        CHECK_FALSE(load.record(RecordWriter("0102")
                                    .text("GPMEM_NAME", "PAY")
                                    .text("GPMEM_MEMBER_ID", member)
                                    .text("GPMEM_AUTH", "CONNECT")));
    CHECK_FALSE(load.record(user("KIM")));
    const auto& report = load.finish();
    CHECK(report.connections == 1);
    const auto& kim = load.profiles.users.at(racf::UserId::parse("KIM").value());
    REQUIRE(kim.connections.size() == 1);
    CHECK(kim.connections.front().authority == racf::GroupAuthority::Connect);
    REQUIRE(report.left_out.size() == 1);
    CHECK(report.left_out.front().name == "NOBODY of PAY");
}

TEST_CASE("records whose basic record never came are counted") {
    Load load;
    CHECK_FALSE(
        load.record(RecordWriter("0203").text("USGCON_NAME", "KIM").text("USGCON_GRP_ID", "SYS1")));
    CHECK(load.finish().other_records.at("0203") == 1);
}
