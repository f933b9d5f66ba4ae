#include "common/racf/irrdbu00/loader.hpp"

#include "tests/support/memory_profiles.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using irrdbu00::RecordWriter;

namespace {

class Load {
  public:
    explicit Load(bool skip_bad = false) : rules_{skip_bad} {}

    std::optional<base::TextError> line(const std::string& text) {
        auto wrong = loader_.line(text);
        REQUIRE(wrong.ok());
        return *wrong ? std::optional((*wrong)->what) : std::nullopt;
    }
    std::optional<base::TextError> record(const RecordWriter& writer) {
        std::string text = writer.line();
        text.pop_back();
        return line(text);
    }
    const irrdbu00::LoadReport& finish() {
        const auto done = loader_.finish();
        REQUIRE(done.ok());
        REQUIRE_FALSE(done->has_value());
        return loader_.report();
    }
    irrdbu00::Loader::Answer end() { return loader_.finish(); }

    test::MemoryProfiles profiles;

  private:
    irrdbu00::LoadRules rules_;
    irrdbu00::Loader loader_{profiles,
                             [this](racf::Change change) {
                                 std::vector<racf::Change> changes;
                                 changes.push_back(std::move(change));
                                 return profiles.commit(std::move(changes));
                             },
                             rules_};
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
    CHECK_FALSE(load.record(user("KIM")));
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

TEST_CASE("an unload without a group, user or resource is malformed") {
    Load empty;
    CHECK(empty.end().error().kind == base::ErrorKind::Malformed);
    Load other;
    CHECK_FALSE(other.line("0404 SYS1.PARMLIB"));
    CHECK(other.end().error().kind == base::ErrorKind::Malformed);
}

TEST_CASE("users that are RACF's own are left out with all their records") {
    Load load;
    CHECK_FALSE(load.record(user("LEE")));
    CHECK_FALSE(load.record(user("irrcerta")));
    CHECK_FALSE(load.record(
        RecordWriter("0203").text("USGCON_NAME", "irrcerta").text("USGCON_GRP_ID", "SYS1")));
    const auto& report = load.finish();
    CHECK(report.users == 1);
    REQUIRE(report.left_out.size() == 1);
    CHECK(report.left_out.front().name == "irrcerta");
    CHECK(load.profiles.users.size() == 2);
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

TEST_CASE("profiles whose names differ in case only are told where the class folds names") {
    Load load;
    CHECK_FALSE(load.record(profile("FACILITY", "Teller")));
    CHECK_FALSE(load.record(profile("FACILITY", "teller")));
    const auto& report = load.finish();
    CHECK(report.resources == 1);
    REQUIRE(report.left_out.size() == 2);
    CHECK(report.left_out[0].what == "case");
    CHECK(report.left_out[1].name == "FACILITY teller");
}

TEST_CASE("where the class keeps the case of names, two that differ in it only are two profiles") {
    Load load;
    CHECK_FALSE(load.record(profile("EJBROLE", "Teller")));
    CHECK_FALSE(load.record(profile("EJBROLE", "teller")));
    for (const char* name : {"Teller", "teller"})
        CHECK_FALSE(load.record(RecordWriter("0505")
                                    .text("GRACC_NAME", name)
                                    .text("GRACC_CLASS_NAME", "EJBROLE")
                                    .text("GRACC_AUTH_ID", name[0] == 'T' ? "KIM" : "LEE")
                                    .text("GRACC_ACCESS", "READ")));
    CHECK(load.record(profile("EJBROLE", "Teller"))->message ==
          "GRBD_NAME 'Teller' is defined twice");
    const auto& report = load.finish();
    CHECK(report.resources == 2);
    CHECK(report.left_out.empty());
    const auto kim = racf::profile_name_in("EJBROLE", "Teller").value();
    CHECK(
        load.profiles.resources.at({racf::ClassName::parse("EJBROLE").value(), kim}).entry("KIM") !=
        nullptr);
}

TEST_CASE("certificates are left out like profiles of unknown classes") {
    Load load;
    CHECK_FALSE(load.record(user("KIM")));
    CHECK_FALSE(load.record(profile("DIGTCERT", "01.CN=A CA,O=Site")));
    const auto& report = load.finish();
    CHECK(report.resources == 0);
    CHECK(report.unknown_classes.at("DIGTCERT") == 1);
}

TEST_CASE("a member that only the group's record tells of becomes a connection") {
    Load load(true);
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
    REQUIRE(report.skipped.size() == 1);
    CHECK(report.skipped.front().type == "0102");
    CHECK(report.skipped.front().first_line == 3);
    CHECK(report.skipped.front().why ==
          "GPMEM_MEMBER_ID 'NOBODY' of group PAY has no 0200 record in the unload");
}

namespace {

RecordWriter access_entry(std::string_view name, std::string_view id, std::string_view access) {
    RecordWriter writer("0505");
    writer.text("GRACC_NAME", name)
        .text("GRACC_CLASS_NAME", "FACILITY")
        .text("GRACC_AUTH_ID", id)
        .text("GRACC_ACCESS", access);
    return writer;
}

}  // namespace

TEST_CASE("records whose basic record never comes end the load at their line") {
    Load load;
    CHECK_FALSE(load.record(user("LEE")));
    CHECK_FALSE(load.record(access_entry("BPX.**", "LEE", "READ")));
    CHECK_FALSE(
        load.record(RecordWriter("0203").text("USGCON_NAME", "KIM").text("USGCON_GRP_ID", "SYS1")));
    const auto end = load.end();
    REQUIRE(end.ok());
    REQUIRE(end->has_value());
    CHECK((*end)->number == 2);
    CHECK((*end)->what.message ==
          "GRACC_NAME 'BPX.**' of class FACILITY has no 0500 record in the unload");
}

TEST_CASE("bad records are skipped one by one when that is wanted, and none is half taken") {
    Load load(true);
    CHECK_FALSE(load.record(user("LEE")));
    CHECK_FALSE(load.line("hello"));
    CHECK_FALSE(load.record(profile("FACILITY", "BPX")));
    CHECK_FALSE(load.record(access_entry("BPX", "LEE", "READ")));
    CHECK_FALSE(load.record(access_entry("BPX", "KIM", "WRITE")));
    CHECK_FALSE(load.record(access_entry("GONE", "LEE", "READ")));
    CHECK_FALSE(load.record(access_entry("GONE", "KIM", "READ")));
    CHECK_FALSE(load.record(RecordWriter("0205")
                                .text("USCON_NAME", "LEE")
                                .text("USCON_GRP_ID", "PAY")
                                .text("USCON_UACC", "MUCH")));
    const auto& report = load.finish();
    CHECK(report.access_entries == 1);
    CHECK(report.connections == 0);
    const racf::ClassName facility = racf::ClassName::parse("FACILITY").value();
    const auto bpx = load.profiles.resource(facility, racf::ProfileName::parse("BPX").value());
    REQUIRE(bpx.value().has_value());
    CHECK((*bpx)->access.size() == 1);
    CHECK(load.profiles.users.at(racf::UserId::parse("LEE").value()).connections.empty());
    std::vector<std::string> told;
    for (const auto& one : report.skipped)
        told.push_back(fmt::format("{} {} {}", one.type, one.first_line, one.lines));
    CHECK(told == std::vector<std::string>{" 2 1", "0505 5 1", "0205 8 1", "0505 6 2"});
}
