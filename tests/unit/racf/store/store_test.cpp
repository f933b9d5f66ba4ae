#include "common/racf/store/store.hpp"

#include <sys/stat.h>

#include <fstream>
#include <thread>

#include "common/racf/store/text/profile_text.hpp"
#include "tests/support/store_fixture.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using base::ErrorKind;

namespace {

const base::Instant kStoreNow = base::instant(1763805600);

unsigned mode_of(const files::Path& path) {
    struct stat about {};
    REQUIRE(::lstat(path.c_str(), &about) == 0);
    return about.st_mode & 07777U;
}

/// Until whatever is done to this file shows in its stamp, however coarse the system's clock is.
void wait_until_settled(const files::Path& path) {
    using Clock = std::chrono::system_clock;
    const std::chrono::nanoseconds changed(files::stamp(path)->status_changed_ns);
    std::this_thread::sleep_until(Clock::time_point(
        std::chrono::ceil<Clock::duration>(changed + std::chrono::milliseconds(2'100))));
}

void flip_a_bit(const files::Path& path, std::size_t at) {
    const auto times = std::filesystem::last_write_time(path);
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(static_cast<std::streamoff>(at));
    const char c = static_cast<char>(file.get() ^ 1);
    file.seekp(static_cast<std::streamoff>(at));
    file.put(c);
    file.close();
    std::filesystem::last_write_time(path, times);
}

}  // namespace

TEST_CASE("a user who was read before is read again once anything was done to the file") {
    const StoreFixture fixture(kStoreNow);
    store::Store& store = fixture.store();
    auto user = fixture.user("USER0001");
    fixture.commit(racf::PutUser{user});
    const auto path = store.layout().user(user.id);
    const auto look = [&] {
        const store::Store::Moment moment(store);
        return store.user(user.id);
    };
    for (const std::string_view what : {"revoked", "damaged", "gone"}) {
        wait_until_settled(path);
        REQUIRE(look().value() == user);
        REQUIRE(look().value() == user);
        INFO(what);
        const store::Store::Moment moment(store);
        REQUIRE(store.user(user.id).value() == user);
        if (what == "revoked") {
            user.revoked = true;
            fixture.commit(racf::PutUser{user});
            CHECK(store.user(user.id).value() == user);
        } else if (what == "damaged") {
            flip_a_bit(path, 10);
            CHECK_FALSE(store.user(user.id).ok());
            flip_a_bit(path, 10);
            CHECK(store.user(user.id).value() == user);
        } else {
            REQUIRE(std::filesystem::remove(path));
            CHECK_FALSE(store.user(user.id).value().has_value());
        }
    }
}

TEST_CASE("options that were read before are read again once anything was done to the file") {
    const StoreFixture fixture(kStoreNow);
    store::Store& store = fixture.store();
    const auto path = store.layout().options();
    const auto look = [&] {
        const store::Store::Moment moment(store);
        return store.options();
    };
    for (const std::string_view what : {"changed", "damaged", "gone"}) {
        wait_until_settled(path);
        auto options = look().value();
        INFO(what);
        const store::Store::Moment moment(store);
        REQUIRE(store.options().value().inactive_days == options.inactive_days);
        if (what == "changed") {
            options.inactive_days = 30;
            fixture.options(options);
            CHECK(store.options().value().inactive_days == 30);
        } else if (what == "damaged") {
            flip_a_bit(path, 10);
            CHECK_FALSE(store.options().ok());
            flip_a_bit(path, 10);
            CHECK(store.options().ok());
        } else {
            REQUIRE(std::filesystem::remove(path));
            CHECK_FALSE(store.options().ok());
        }
    }
}

TEST_CASE("what is decided in one moment rests on one snapshot, and the next sees the refresh") {
    const StoreFixture fixture(kStoreNow);
    const store::Store& store = fixture.store();
    racf::Options options;
    options.raclist = {"APPL"};
    auto profile = fixture.resource(racf::appl_class(), "APPLI2I");
    profile.uacc = racf::Access::Read;
    fixture.commit(racf::PutResource{profile});
    fixture.options(options);
    fixture.refresh(racf::appl_class());
    const auto access = [&] {
        return store.checked_resource(options, profile.cls, profile.name).value()->uacc;
    };
    {
        const store::Store::Moment moment(fixture.store());
        CHECK(access() == racf::Access::Read);
        profile.uacc = racf::Access::None;
        fixture.commit(racf::PutResource{profile});
        fixture.refresh(racf::appl_class());
        CHECK(access() == racf::Access::Read);
    }
    CHECK(access() == racf::Access::None);
    const store::Store::Moment next(fixture.store());
    CHECK(access() == racf::Access::None);
}

TEST_CASE("a master key that is exchanged within a moment is read again") {
    const StoreFixture fixture(kStoreNow);
    store::Store& store = fixture.store();
    const auto before = fixture.keyed("APPLI2I", "E001193519561977");
    const store::Store::Moment moment(store);
    REQUIRE(store.keys().legacy_key(before).ok());
    std::string other(64, 'A');
    REQUIRE(files::write_atomically(store.layout().master_key(), other + "\n").ok());
    REQUIRE(files::remove_durably(store.layout().master_check()).ok());
    const auto after = fixture.keyed("APPLI2I", "0123456789ABCDEF");
    CHECK(base::to_hex(store.keys().legacy_key(after).value().view()) == "0123456789ABCDEF");
}

TEST_CASE("a new store has IBMUSER and SYS1, and nobody else may look into it") {
    const StoreFixture fixture(kStoreNow);
    const auto user = fixture.store().user(racf::UserId::parse("IBMUSER").value()).value();
    REQUIRE(user.has_value());
    CHECK(user->special);
    CHECK(user->connections.front().group.str() == "SYS1");
    CHECK(fixture.store().group_ids().value() == std::vector<std::string>{"SYS1"});
    CHECK(mode_of(fixture.root()) == 0700U);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(fixture.root())) {
        INFO(entry.path());
        CHECK(mode_of(entry.path()) == (entry.is_directory() ? 0700U : 0600U));
    }
}

TEST_CASE("a store is never made twice in one place") {
    const StoreFixture fixture(kStoreNow);
    const auto again = store::Store::create(fixture.root(), kStoreNow);
    REQUIRE_FALSE(again.ok());
    CHECK(again.error().kind == ErrorKind::CannotCreate);
}

TEST_CASE("a missing, a newer, an open and a damaged store are told apart") {
    const StoreFixture fixture(kStoreNow);
    CHECK(store::Store::open(fixture.root() / "none").error().kind == ErrorKind::NotFound);
    REQUIRE(::chmod(fixture.root().c_str(), 0750) == 0);
    CHECK(store::Store::open(fixture.root()).error().kind == ErrorKind::NotPermitted);
    REQUIRE(::chmod(fixture.root().c_str(), 0700) == 0);
    const auto description = fixture.store().layout().description();
    REQUIRE(files::write_atomically(description, "format = 2\n").ok());
    CHECK(store::Store::open(fixture.root()).error().what.find("format 2") != std::string::npos);
    REQUIRE(files::write_atomically(description, "format =\n").ok());
    CHECK(store::Store::open(fixture.root()).error().kind == ErrorKind::Config);
}

TEST_CASE("a profile that somebody broke is an error with file, line and column") {
    const StoreFixture fixture(kStoreNow);
    const auto id = racf::UserId::parse("IBMUSER").value();
    const auto path = fixture.store().layout().user(id);
    const auto text = files::read_file(path, 10'000).value();
    REQUIRE(files::write_atomically(path, text + "\n[surprise]\n").ok());
    const auto user = fixture.store().user(id);
    REQUIRE_FALSE(user.ok());
    CHECK(user.error().kind == ErrorKind::Config);
    CHECK(user.error().what.find("IBMUSER.toml:") != std::string::npos);
    CHECK(user.error().what.find("surprise") != std::string::npos);
}

TEST_CASE("a masked key opens in its own profile only, and not at all when altered") {
    const StoreFixture fixture(kStoreNow);
    const auto mine = fixture.keyed("APPLI2I", "E001193519561977");
    CHECK(base::to_hex(fixture.store().keys().legacy_key(mine).value().view()) ==
          "E001193519561977");
    auto moved = fixture.resource(racf::ptktdata_class(), "OTHER");
    moved.ssignon = mine.ssignon;
    CHECK_FALSE(fixture.store().keys().legacy_key(moved).ok());
    auto altered = mine;
    altered.ssignon->legacy->sealed.back() ^= 1;
    CHECK_FALSE(fixture.store().keys().legacy_key(altered).ok());
}

TEST_CASE("a key does not stand in any file of the store") {
    const StoreFixture fixture(kStoreNow);
    fixture.commit(racf::PutResource{fixture.keyed("APPLI2I", "E001193519561977")});
    fixture.refresh(racf::ptktdata_class());
    const std::string bytes = "\xE0\x01\x19\x35\x19\x56\x19\x77";
    for (const auto& entry : std::filesystem::recursive_directory_iterator(fixture.root())) {
        if (!entry.is_regular_file()) continue;
        const auto text = files::read_file(entry.path(), 1U << 26U).value();
        INFO(entry.path());
        CHECK(text.find("E001193519561977") == std::string::npos);
        CHECK(text.find(bytes) == std::string::npos);
    }
}

TEST_CASE("a master key that others may read is refused") {
    const StoreFixture fixture(kStoreNow);
    REQUIRE(::chmod(fixture.store().layout().master_key().c_str(), 0644) == 0);
    const auto sealed = fixture.store().keys().seal_masked(racf::ptktdata_class(),
                                                           racf::ProfileName::parse("A").value(),
                                                           base::Secret(base::Bytes(8)));
    REQUIRE_FALSE(sealed.ok());
    CHECK(sealed.error().kind == ErrorKind::NotPermitted);
}

TEST_CASE("a RACLISTed class answers from its snapshot until the refresh") {
    const StoreFixture fixture(kStoreNow);
    racf::Options options;
    options.raclist = {"APPL"};
    auto profile = fixture.resource(racf::appl_class(), "APPLI2I");
    fixture.commit(racf::PutResource{profile});
    fixture.refresh(racf::appl_class());
    profile.uacc = racf::Access::Read;
    fixture.commit(racf::PutResource{profile});
    const auto uacc = [&] {
        return fixture.store()
            .checked_resource(options, racf::appl_class(), profile.name)
            .value()
            ->uacc;
    };
    CHECK(uacc() == racf::Access::None);
    fixture.refresh(racf::appl_class());
    CHECK(uacc() == racf::Access::Read);
    fixture.commit(racf::DropSnapshot{racf::appl_class()});
    CHECK_FALSE(fixture.store().checked_resource(options, racf::appl_class(), profile.name).ok());
}

TEST_CASE("the snapshot of a member class holds the members of its grouping class") {
    const StoreFixture fixture(kStoreNow);
    const auto tims = racf::ClassName::parse("TIMS").value();
    racf::Options options;
    options.raclist = {"TIMS"};
    auto group = fixture.resource(racf::ClassName::parse("GIMS").value(), "PAYGRP");
    group.members = {"PAY1", "PAY2"};
    group.uacc = racf::Access::Read;
    fixture.commit(racf::PutResource{group});
    fixture.commit(racf::PutResource{fixture.resource(tims, "PAY2")});
    fixture.refresh(tims);
    const auto uacc = [&](const char* name) {
        return fixture.store()
            .checked_resource(options, tims, racf::ProfileName::parse(name).value())
            .value()
            ->uacc;
    };
    CHECK(uacc("PAY1") == racf::Access::Read);
    CHECK(uacc("PAY2") == racf::Access::None);
    CHECK(fixture.store().checked_names(options, tims).value() ==
          std::vector<std::string>{"PAY1", "PAY2"});
}

TEST_CASE("a snapshot gives back every field that a decision needs, and all names") {
    const StoreFixture fixture(kStoreNow);
    auto profile = fixture.keyed("APPLI2I.USER0002", "E001193519561977");
    profile.appldata = "NO REPLAY PROTECTION";
    profile.warning = true;
    profile.owner = "IBMUSER";
    profile.permit("USER0002", racf::Access::Alter);
    profile.ssignon->enhanced_label = "PTKT.KEY";
    profile.ssignon->type = racf::TicketType::Upper;
    profile.ssignon->timeout = base::Seconds(30);
    profile.ssignon->replay = true;
    CHECK(store::decode_record(profile.cls, store::encode_record(profile)) == profile);
    const auto record = store::encode_record(profile);
    for (std::size_t cut = 0; cut < record.size(); ++cut)
        CHECK_FALSE(
            store::decode_record(profile.cls, base::ByteView(record).first(cut)).has_value());
    auto generic = fixture.resource(profile.cls, "IRRPTAUTH.APPLI2I.*");
    generic.generic = true;
    fixture.commit(racf::PutResource{profile});
    fixture.commit(racf::PutResource{generic});
    fixture.refresh(profile.cls);
    const auto snapshot =
        store::Snapshot::open(fixture.store().layout().snapshot(profile.cls), profile.cls).value();
    REQUIRE(snapshot.has_value());
    CHECK(snapshot->find(profile.name).value() == profile);
    CHECK(snapshot->names().value() ==
          std::vector<std::string>{profile.name.str(), "IRRPTAUTH.APPLI2I.*"});
    CHECK(snapshot->find(generic.name).value()->generic);
}

TEST_CASE("file names carry any profile name there and back") {
    for (const std::string name :
         {"APPLI2I", "IRRPTAUTH.APPLI2I.*", "A.**", "%A&B", "..", ".A", "@#$"}) {
        const auto file = store::encoded_name(name);
        CHECK(file.find('/') == std::string::npos);
        CHECK(file.front() != '.');
        CHECK(store::decoded_name(file) == name);
    }
}

TEST_CASE("profiles are the same after they were written and read") {
    const StoreFixture fixture(kStoreNow);
    auto user = fixture.user("USER0002");
    user.name = "Ernie \"E\" O'Hara";
    user.revoke_date = kStoreNow;
    user.password = racf::StoredPassword{"scrypt$x", kStoreNow, {"a", "b"}};
    user.segments["TSO"]["ACCTNUM"] = "D1001";
    user.connections.front().special = true;
    user.password_interval = 90;
    CHECK(store::parse_user(store::print_user(user).value()).value() == user);

    auto profile = fixture.keyed("APPLI2I", "E001193519561977");
    profile.installation_data = "line\ntwo";
    profile.audit.success = racf::Access::Update;
    profile.global_audit.failures = racf::Access::Alter;
    profile.members = {"A", "B"};
    profile.conditional.push_back({{"USER0002", racf::Access::Read, 0}, "TERMINAL", "T0001"});
    CHECK(store::parse_resource(store::print_resource(profile).value()).value() == profile);

    racf::Options options;
    options.active = {"PTKTDATA"};
    options.logoptions["ALWAYS"] = {"APPL"};
    options.switches["SAUDIT"] = true;
    options.password_rules[1] = "LENGTH(8) ALPHA(1:8)";
    options.revoke_after = 5;
    options.mixed_case = true;
    CHECK(store::parse_options(store::print_options(options).value()).value() == options);

    racf::Group group{racf::GroupId::parse("PAYROLL").value(), racf::GroupId::parse("SYS1").value(),
                      "IBMUSER", kStoreNow};
    group.terminal_uacc = false;
    group.segments["OMVS"]["GID"] = "12";
    CHECK(store::parse_group(store::print_group(group).value()).value() == group);
}
