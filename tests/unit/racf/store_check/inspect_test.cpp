#include "common/racf/store_check/inspect.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <random>

#include "common/racf/store/bulk_load.hpp"
#include "tests/support/edit_text.hpp"
#include "tests/support/store_fixture.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;

namespace {

const base::Instant kNow = base::instant(1763805600);

/// All findings as `severity kind subject`, with ` +` behind those that were repaired.
std::vector<std::string> inspect(const StoreFixture& fixture, bool repair = false) {
    std::vector<std::string> found;
    const auto done =
        store_check::inspect({fixture.root(), repair, kNow}, [&](const store_check::Finding& one) {
            REQUIRE_FALSE(one.what.empty());
            found.push_back(fmt::format("{} {} {}{}", static_cast<int>(one.severity), one.kind,
                                        one.subject, one.repair.empty() ? "" : " +"));
            return base::Status();
        });
    REQUIRE(done.ok());
    std::sort(found.begin(), found.end());
    return found;
}

using Found = std::vector<std::string>;

void edit(const files::Path& path, std::string_view from, std::string_view to) {
    std::string text = files::read_file(path, 1U << 20U).value();
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
    REQUIRE(files::write_atomically(path, text).ok());
}

racf::Resource appl(const StoreFixture& fixture, const char* name) {
    auto resource = fixture.resource(racf::appl_class(), name);
    resource.owner = "IBMUSER";
    return resource;
}

racf::Resource owned(racf::Resource resource) {
    resource.owner = "IBMUSER";
    return resource;
}

}  // namespace

TEST_CASE("nothing is found in a new store, nor in one with keys and RACLISTed profiles") {
    const StoreFixture fixture(kNow);
    CHECK(inspect(fixture).empty());
    fixture.commit(racf::PutResource{owned(fixture.keyed("IMSA", "7A1C5E9B30D2F486"))});
    racf::Options options;
    options.raclist = {"PTKTDATA"};
    fixture.options(options);
    fixture.refresh(racf::ptktdata_class());
    CHECK(inspect(fixture).empty());
}

TEST_CASE("a profile that cannot be read, one that was altered, and a misplaced one are found") {
    const StoreFixture fixture(kNow);
    for (const char* name : {"A", "B", "C"})
        fixture.commit(racf::PutResource{appl(fixture, name)});
    const auto path = [&](const char* name) {
        return fixture.store().layout().resource(racf::appl_class(),
                                                 racf::ProfileName::parse(name).value());
    };
    edit(path("A"), "uacc = ", "uacc: ");
    edit(path("B"), "\"NONE\"", "\"ALTER\"");
    std::filesystem::copy_file(path("C"), path("D"));
    CHECK(inspect(fixture) == Found{"8 altered profile APPL B", "8 misplaced profile APPL D",
                                    "8 unreadable profile APPL A"});
    // What was damaged is restored. Nobody knows what should be in the one that has no copy.
    CHECK(inspect(fixture, true) == Found{"8 altered profile APPL B +",
                                          "8 misplaced profile APPL D",
                                          "8 unreadable profile APPL A +"});
    CHECK(inspect(fixture, true) == Found{"8 misplaced profile APPL D"});
}

TEST_CASE("wrong modes and left-over files are found, and repaired") {
    const StoreFixture fixture(kNow);
    const auto& layout = fixture.store().layout();
    REQUIRE(::chmod(layout.master_key().c_str(), 0600) == 0);
    REQUIRE(::chmod(layout.users().c_str(), 0755) == 0);
    REQUIRE(::chmod(layout.options().c_str(), 0400) == 0);
    REQUIRE(files::write_atomically(layout.groups() / ".tmp.123.0x1", "x").ok());
    REQUIRE(files::write_atomically(layout.snapshots() / "APPL.mdb.new", "x").ok());
    REQUIRE(files::make_directory(layout.root() / "users.before").ok());
    REQUIRE(files::write_atomically(layout.root() / "users.before" / "KIM.toml", "x").ok());
    const Found expected{"4 left-over file groups/.tmp.123.0x1",
                         "4 left-over file snapshots/APPL.mdb.new", "4 left-over file users.before",
                         "4 mode file setropts.toml", "8 mode file users"};
    CHECK(inspect(fixture) == expected);
    Found repaired;
    for (const std::string& one : expected)
        repaired.push_back(one + " +");
    CHECK(inspect(fixture, true) == repaired);
    CHECK(inspect(fixture).empty());
}

TEST_CASE("a store that others may enter is unusable, and a repair shuts it") {
    const StoreFixture fixture(kNow);
    REQUIRE(::chmod(fixture.root().c_str(), 0750) == 0);
    CHECK(inspect(fixture) == Found{"12 store store"});
    CHECK(inspect(fixture, true) == Found{"8 mode file " + fixture.root().string() + " +"});
    CHECK(inspect(fixture).empty());
}

TEST_CASE("a repair takes dangling ids off, but not from a profile that was altered") {
    const StoreFixture fixture(kNow);
    for (const char* name : {"A", "B"}) {
        auto resource = appl(fixture, name);
        resource.permit("GONE", racf::Access::Read);
        resource.permit("IBMUSER", racf::Access::Alter);
        fixture.commit(racf::PutResource{resource});
    }
    edit(fixture.store().layout().resource(racf::appl_class(),
                                           racf::ProfileName::parse("B").value()),
         "READ", "ALTER");
    std::filesystem::remove_all(fixture.store().layout().copies());
    CHECK(inspect(fixture, true) == Found{"4 dangling-id profile APPL A +",
                                          "4 dangling-id profile APPL B",
                                          "8 altered profile APPL B"});
    const auto left =
        fixture.store().resource(racf::appl_class(), racf::ProfileName::parse("A").value()).value();
    REQUIRE(left->access.size() == 1);
    CHECK(left->access.front().id == "IBMUSER");
}

TEST_CASE("keys that do not open, that are missing and that nobody uses are told apart") {
    const StoreFixture fixture(kNow);
    const auto& keys = fixture.store().keys();
    base::Bytes bytes(64);
    std::mt19937 random(1);
    std::ranges::generate(bytes, [&] { return static_cast<base::Byte>(random()); });
    const base::Secret key(std::move(bytes));
    for (const char* label : {"USED", "UNUSED", "SWAPPED"})
        REQUIRE(keys.put(label, store::VaultKind::Hmac, key, kNow).ok());
    auto moved = fixture.keyed("IMSA", "7A1C5E9B30D2F486");
    moved.name = racf::ProfileName::parse("IMSB").value();  // the sealed key of another profile
    fixture.commit(racf::PutResource{owned(moved)});
    for (const auto& [name, label] :
         {std::pair("IMSC", "USED"), std::pair("IMSD", "MISSING"), std::pair("IMSE", "SWAPPED")}) {
        auto profile = owned(fixture.resource(racf::ptktdata_class(), name));
        profile.ssignon.emplace().enhanced_label = label;
        fixture.commit(racf::PutResource{profile});
    }
    const auto& layout = fixture.store().layout();
    const auto other = files::read_file(layout.vault_key("USED"), 4096).value();
    std::string swapped = other;
    swapped.replace(swapped.find("USED"), 4, "SWAPPED");
    tests::put_sealed(layout.vault_key("SWAPPED"), swapped);
    CHECK(inspect(fixture) ==
          Found{"4 unused-key key UNUSED", "8 missing-key profile PTKTDATA IMSD",
                "8 sealed-key key SWAPPED", "8 sealed-key profile PTKTDATA IMSB",
                "8 sealed-key profile PTKTDATA IMSE"});
}

TEST_CASE("merged profiles of a grouping class are what checks should see") {
    const StoreFixture fixture(kNow);
    const auto tims = racf::ClassName::parse("TIMS").value();
    const auto gims = racf::ClassName::parse("GIMS").value();
    racf::Options options;
    options.raclist = {"TIMS"};
    fixture.options(options);
    auto group = owned(fixture.resource(gims, "PAYGRP"));
    group.members = {"PAY1", "PAY2"};
    fixture.commit(racf::PutResource{group});
    fixture.refresh(tims);
    CHECK(inspect(fixture).empty());
    group.members = {"PAY2", "PAY3"};
    fixture.commit(racf::PutResource{group});
    CHECK(inspect(fixture) == Found{"4 stale-raclist class TIMS"});
    fixture.refresh(tims);
    CHECK(inspect(fixture).empty());
}

TEST_CASE("profiles that differ from what checks see are counted, each way") {
    const StoreFixture fixture(kNow);
    racf::Options options;
    options.raclist = {"APPL"};
    fixture.options(options);
    CHECK(inspect(fixture) == Found{"8 snapshot class APPL"});
    std::string missing;
    REQUIRE(store_check::inspect({fixture.root(), false, kNow}, [&](const auto& one) {
                missing = one.what;
                return base::Status();
            }).ok());
    CHECK(missing.ends_with("run SETROPTS RACLIST(APPL) REFRESH"));
    for (const char* name : {"SAME", "CHANGED", "DELETED"})
        fixture.commit(racf::PutResource{appl(fixture, name)});
    fixture.refresh(racf::appl_class());
    CHECK(inspect(fixture).empty());
    auto changed = appl(fixture, "CHANGED");
    changed.permit("IBMUSER", racf::Access::Read);
    fixture.commit(racf::PutResource{changed});
    fixture.commit(racf::PutResource{appl(fixture, "ADDED")});
    fixture.commit(
        racf::DeleteResource{racf::appl_class(), racf::ProfileName::parse("DELETED").value()});
    std::string what;
    const auto done =
        store_check::inspect({fixture.root(), false, kNow}, [&](const store_check::Finding& one) {
            what += one.what;
            return base::Status();
        });
    REQUIRE(done.ok());
    CHECK(what == "3 profiles are not what checks see, until SETROPTS RACLIST(APPL) REFRESH");
    fixture.refresh(racf::appl_class());
    CHECK(inspect(fixture).empty());
}

TEST_CASE("a store without its master key, its options or a SPECIAL user is found") {
    const StoreFixture fixture(kNow);
    const auto& layout = fixture.store().layout();
    auto user = fixture.user("IBMUSER");
    fixture.commit(racf::PutUser{user});
    CHECK(inspect(fixture) == Found{"4 no-special store"});
    const auto key = files::read_file(layout.master_key(), 4096).value();
    REQUIRE(files::remove_durably(layout.master_key()).ok());
    CHECK(inspect(fixture) == Found{"12 master-key store"});
    REQUIRE(files::write_atomically(layout.master_key(), key).ok());
    REQUIRE(files::write_atomically(layout.options(), "x").ok());
    CHECK(inspect(fixture) == Found{"12 options store"});
}

TEST_CASE("a load that was cut off is told, and what it needs is left alone") {
    const StoreFixture fixture(kNow);
    const auto& description = fixture.store().layout().description();
    const auto text = files::read_file(description, 4096).value();
    tests::put_sealed(description, text + "loading = true\n");
    std::filesystem::rename(fixture.root() / "users", fixture.root() / "users.before");
    CHECK(inspect(fixture, true) == Found{"12 store store"});
    REQUIRE(std::filesystem::exists(fixture.root() / "users.before" / "IBMUSER.toml"));
    REQUIRE(store::BulkLoad::begin(fixture.root()).ok());  // begins anew, and takes itself back
    CHECK(inspect(fixture).empty());
}

TEST_CASE("where there is no store there is nothing to look over") {
    const StoreFixture fixture(kNow);
    const auto done =
        store_check::inspect({fixture.root() / "none", true, kNow},
                             [](const store_check::Finding&) { return base::Status(); });
    REQUIRE_FALSE(done.ok());
    CHECK(done.error().kind == base::ErrorKind::NotFound);
}
