#include "common/racf/store_check/integrity.hpp"

#include <algorithm>

#include "common/racf/store/checked_text.hpp"
#include "common/racf/store/description.hpp"
#include "tests/support/damage.hpp"
#include "tests/support/edit_text.hpp"
#include "tests/support/store_fixture.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;

namespace {

const base::Instant kCheckNow = base::instant(1763805600);

/// All findings as `severity kind subject`, with ` +` behind those that were mended.
std::vector<std::string> look_over(const StoreFixture& fixture, bool repair,
                                   std::vector<std::string> accept = {}) {
    std::vector<std::string> found;
    const auto done = store_check::inspect(
        {fixture.root(), repair, kCheckNow, {}, std::move(accept)},
        [&](const store_check::Finding& one) {
            found.push_back(fmt::format("{} {} {}{}", static_cast<int>(one.severity), one.kind,
                                        one.subject, one.repair.empty() ? "" : " +"));
            return base::Status();
        });
    REQUIRE(done.ok());
    return found;
}

using Findings = std::vector<std::string>;

std::string text_of(const files::Path& path) {
    return files::read_file(path, std::size_t{1} << 20U).value();
}

/// As an editor does, which knows nothing of the last line.
void edit_by_hand(const files::Path& path, std::string_view from, std::string_view to) {
    std::string text = text_of(path);
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
    REQUIRE(files::write_atomically(path, text).ok());
}

struct Checked : StoreFixture {
    Checked() : StoreFixture(kCheckNow) {
        racf::Options options;
        options.active = {"PTKTDATA", "APPL"};
        options.raclist = {"PTKTDATA", "APPL"};
        this->options(options);
        commit(racf::PutUser{user("KIM")});
        auto profile = keyed("IMSA", "7A1C5E9B30D2F486");
        profile.owner = "IBMUSER";
        commit(racf::PutResource{profile});
        auto appl = resource(racf::appl_class(), "IMSA");
        appl.owner = "IBMUSER";
        commit(racf::PutResource{appl});
        refresh(racf::ptktdata_class());
        refresh(racf::appl_class());
    }
    [[nodiscard]] files::Path kim() const {
        return store().layout().user(racf::UserId::parse("KIM").value());
    }
    [[nodiscard]] base::Result<std::optional<racf::User>> read_kim() const {
        return store().user(racf::UserId::parse("KIM").value());
    }
};

}  // namespace

TEST_CASE("an edited profile is refused with a way out, accepted by name, and used again") {
    for (const std::string name : {"user KIM", "users/KIM.toml", "all", "path"}) {
        const Checked fixture;
        edit_by_hand(fixture.kim(), "owner = \"IBMUSER\"", "owner = \"KIM\"");
        const auto refused = fixture.read_kim();
        REQUIRE_FALSE(refused.ok());
        CHECK(refused.error().what ==
              fixture.kim().string() +
                  fmt::format(
                      ": its checksum does not match: edited by hand or damaged; byte {}, in "
                      "line 2, is the first that its copy has otherwise",
                      text_of(fixture.kim()).find("KIM\"", text_of(fixture.kim()).find("owner"))));
        CHECK(refused.error().hint.find("check --accept " + fixture.kim().string()) !=
              std::string::npos);
        CHECK(look_over(fixture, false) == Findings{"8 altered user KIM"});
        CHECK(look_over(fixture, false, {name == "path" ? fixture.kim().string() : name}) ==
              Findings{"8 altered user KIM +"});
        CHECK(fixture.read_kim().value()->owner == "KIM");
        CHECK(look_over(fixture, true).empty());
    }
}

TEST_CASE(
    "a flipped bit is named with its place, and without a copy it is said that nothing tells") {
    const Checked fixture;
    const auto& layout = fixture.store().layout();
    const std::vector<files::Path> texts{fixture.kim(), layout.options(),
                                         layout.cls(racf::ptktdata_class()) / "IMSA.toml"};
    for (const files::Path& path : texts) {
        INFO(path);
        const std::string sound = text_of(path);
        // A letter of a comment or a value: whatever it is, the text may still be well-formed.
        std::string damaged = sound;
        const auto at = damaged.rfind("IBMUSER") == std::string::npos ? damaged.rfind("APPL")
                                                                      : damaged.rfind("IBMUSER");
        REQUIRE(at != std::string::npos);
        damaged[at + 1] ^= 2;
        REQUIRE(files::write_atomically(path, damaged).ok());
        CHECK(store::altered(path, damaged)
                  .what.find(fmt::format(
                      "; byte {}, in line {}, is the first", at + 1,
                      1 + std::count(sound.begin(), sound.begin() + static_cast<std::ptrdiff_t>(at),
                                     '\n'))) != std::string::npos);
        REQUIRE(files::remove_durably(layout.copy_of(path)).ok());
        CHECK(store::altered(path, damaged)
                  .what.ends_with("; only its checksum shows it, so the place is not known"));
        REQUIRE(files::write_atomically(path, sound).ok());
    }
}

TEST_CASE("text behind the checksum is kept when it is accepted, and so is a removed checksum") {
    const Checked fixture;
    const std::string text = text_of(fixture.kim());
    REQUIRE(files::write_atomically(fixture.kim(), text + "operations = true\n").ok());
    REQUIRE_FALSE(fixture.read_kim().ok());
    CHECK(look_over(fixture, false, {"user KIM"}).size() == 1);
    // The last table of the file is the connection.
    REQUIRE(files::write_atomically(fixture.kim(), files::without_checksum(text)).ok());
    REQUIRE_FALSE(fixture.read_kim().ok());
    CHECK(fixture.read_kim().error().what.find("its checksum is missing") != std::string::npos);
    CHECK(look_over(fixture, false, {"user KIM"}) == Findings{"8 altered user KIM +"});
    CHECK(fixture.read_kim().ok());
}

TEST_CASE("what is not well-formed, or another profile, is not accepted") {
    const Checked fixture;
    edit_by_hand(fixture.kim(), "owner = ", "owner: ");
    CHECK(look_over(fixture, false, {"user KIM"}) == Findings{"8 unreadable user KIM"});
    CHECK(look_over(fixture, true) == Findings{"8 unreadable user KIM +"});
    edit_by_hand(fixture.kim(), "id = \"KIM\"", "id = \"LEE\"");
    CHECK(look_over(fixture, false, {"all"}).front() == "8 unreadable user KIM");
    const auto found = look_over(fixture, false, {"user NOBODY"});
    CHECK(std::find(found.begin(), found.end(), "8 not-accepted user NOBODY") != found.end());
}

TEST_CASE("every bit of every file is noticed by check, and a repair restores what was there") {
    const Checked fixture;
    const auto& layout = fixture.store().layout();
    REQUIRE(fixture.store()
                .keys()
                .put("K", store::VaultKind::Hmac,
                     base::Secret(base::as_bytes("qV7\x81 a key that is \xF3 no text \x02\x9C of "
                                                 "any code, 64 bytes long.\xEE\x10\xA7\x5B\xC4")),
                     kCheckNow)
                .ok());
    REQUIRE(look_over(fixture, false) == Findings{"4 unused-key key K"});
    for (const files::Path& path : tests::decisive_files(fixture.root())) {
        if (path == layout.master_key()) continue;  // covered by what is sealed under it
        INFO(path);
        std::size_t step = 0;
        tests::Damage(path).each_flip([&](std::size_t at) {
            if (++step % 17 != 0) return;
            INFO(at);
            CHECK(look_over(fixture, false) != Findings{"4 unused-key key K"});
        });
        const std::string before = text_of(path);
        std::string damaged = before;
        damaged[damaged.size() / 2] ^= 4;
        REQUIRE(files::write_atomically(path, damaged).ok());
        CHECK(look_over(fixture, true).size() == 2);
        CHECK(look_over(fixture, false) == Findings{"4 unused-key key K"});
        CHECK(text_of(path) == before);
    }
}

TEST_CASE("a lost profile is found, and restored; a deleted one is not missed") {
    const Checked fixture;
    const std::string before = text_of(fixture.kim());
    REQUIRE(files::remove_durably(fixture.kim()).ok());
    CHECK(look_over(fixture, false) == Findings{"8 missing user KIM"});
    CHECK(look_over(fixture, true) == Findings{"8 missing user KIM +"});
    CHECK(text_of(fixture.kim()) == before);
    fixture.commit(racf::DeleteUser{racf::UserId::parse("KIM").value()});
    CHECK(look_over(fixture, false).empty());
}

TEST_CASE("copies are made again, and what a repair replaces is kept") {
    const Checked fixture;
    const auto& layout = fixture.store().layout();
    std::filesystem::remove_all(layout.copies());
    CHECK(look_over(fixture, true).empty());
    CHECK(text_of(layout.copy_of(fixture.kim())) == text_of(fixture.kim()));
    edit_by_hand(fixture.kim(), "owner = \"IBMUSER\"", "owner = \"KIM\"");
    const std::string edited = text_of(fixture.kim());
    CHECK(look_over(fixture, true) == Findings{"8 altered user KIM +"});
    CHECK(text_of(layout.damaged() / "users" / "KIM.toml") == edited);
    CHECK(look_over(fixture, false).empty());
}

TEST_CASE("a store of a newer version is not repaired") {
    const Checked fixture;
    const auto path = fixture.store().layout().description();
    REQUIRE(files::write_atomically(path, "format = 99\n").ok());
    CHECK(look_over(fixture, true) == Findings{"12 store store"});
    CHECK(text_of(path) == "format = 99\n");
}

TEST_CASE("damaged lines of the audit log are told with their places") {
    const Checked fixture;
    const auto log = fixture.store().layout().audit_log();
    REQUIRE(files::write_atomically(log, "{\"a\":1}\n{\"b\":{\"c\":2}\n\n{\"d\":3}\n{\"e").ok());
    std::vector<std::string> told;
    REQUIRE(store_check::inspect_audit_log({fixture.root(), false, kCheckNow},
                                           [&](const store_check::Finding& one) {
                                               told.push_back(
                                                   one.what.substr(0, one.what.find(':')));
                                               return base::Status();
                                           })
                .ok());
    CHECK(told == Findings{"line 2 (byte 8) is not a record", "line 3 (byte 21) is not a record",
                           "line 5 (byte 30) is not a record, and has no end"});
}

TEST_CASE("a store may be reached by a symbolic link") {
    const Checked fixture;
    const auto link = fixture.root().parent_path() / "link";
    std::filesystem::create_directory_symlink(fixture.root(), link);
    CHECK(store::Store::open(link).ok());
    std::vector<std::string> found;
    const auto look = [&] {
        found.clear();
        REQUIRE(store_check::inspect({link, false, kCheckNow}, [&](const auto& one) {
                    found.push_back(one.what);
                    return base::Status();
                }).ok());
    };
    look();
    CHECK(found.empty());
    std::filesystem::permissions(fixture.root(), std::filesystem::perms(0750));
    const auto open = store::Store::open(link);
    REQUIRE_FALSE(open.ok());
    CHECK(open.error().hint == "chmod 700 " + fixture.root().string());
    look();
    CHECK(found.size() == 1);
    std::filesystem::permissions(fixture.root(), std::filesystem::perms(0700));
}
