#include "common/racf/store/bulk_load.hpp"

#include "common/files/checksum.hpp"
#include "common/racf/store/checked_text.hpp"
#include "tests/support/store_fixture.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using base::ErrorKind;

namespace {

const base::Instant kNow = base::instant(1763805600);

/// All files of the store but the locks, with their contents.
std::map<std::string, std::string> contents(const std::filesystem::path& root) {
    std::map<std::string, std::string> all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
        if (entry.is_directory() || entry.path().filename() == "lock") continue;
        all[entry.path().string()] = files::read_file(entry.path(), 1U << 30U).value();
    }
    return all;
}

racf::User altered_ibmuser(const StoreFixture& fixture) {
    racf::User user = fixture.user("IBMUSER");
    user.name = "ALTERED";
    return user;
}

racf::Resource appl(const StoreFixture& fixture, const char* name) {
    return fixture.resource(racf::appl_class(), name);
}

}  // namespace

TEST_CASE("nobody opens a store while it is being loaded, and all do when it is") {
    const StoreFixture fixture(kNow);
    auto load = store::BulkLoad::begin(fixture.root());
    REQUIRE(load.ok());
    REQUIRE(load->put(racf::PutUser{fixture.user("KIM")}).ok());
    REQUIRE(load->put(racf::PutUser{altered_ibmuser(fixture)}).ok());
    REQUIRE(load->put(racf::PutResource{appl(fixture, "IMSA")}).ok());
    CHECK(load->store().user(racf::UserId::parse("KIM").value()).value().has_value());
    CHECK(store::Store::open(fixture.root()).error().kind == ErrorKind::Config);
    REQUIRE(load->commit().ok());
    const auto store = store::Store::open(fixture.root());
    REQUIRE(store.ok());
    CHECK((*store)->user_ids().value() == std::vector<std::string>{"IBMUSER", "KIM"});
    CHECK((*store)->user(racf::UserId::parse("IBMUSER").value()).value()->name == "ALTERED");
    CHECK((*store)->resource_names(racf::appl_class()).value() == std::vector<std::string>{"IMSA"});
    for (const auto& [path, text] : contents(fixture.root()))
        CHECK(path.find(".before") == std::string::npos);
}

TEST_CASE("a load that is rolled back, or forgotten, leaves every byte as it was") {
    const StoreFixture fixture(kNow);
    const auto before = contents(fixture.root());
    for (const bool explicitly : {true, false}) {
        auto load = store::BulkLoad::begin(fixture.root());
        REQUIRE(load.ok());
        REQUIRE(load->put(racf::PutUser{altered_ibmuser(fixture)}).ok());
        REQUIRE(load->put(racf::PutResource{appl(fixture, "IMSA")}).ok());
        CHECK(contents(fixture.root()) != before);
        if (explicitly) REQUIRE(load->roll_back().ok());
    }
    CHECK(contents(fixture.root()) == before);
    CHECK(store::Store::open(fixture.root()).ok());
}

TEST_CASE("a store with profiles is not loaded into") {
    const StoreFixture fixture(kNow);
    fixture.commit(racf::PutResource{appl(fixture, "IMSA")});
    const auto load = store::BulkLoad::begin(fixture.root());
    REQUIRE_FALSE(load.ok());
    CHECK(load.error().kind == ErrorKind::CannotCreate);
    CHECK(store::Store::open(fixture.root()).ok());
}

TEST_CASE("one load at a time") {
    const StoreFixture fixture(kNow);
    const auto lock = fixture.store().lock();
    REQUIRE(lock.ok());
    auto other = store::Store::open_for_load(fixture.root());
    REQUIRE(other.ok());
    CHECK(files::FileLock::acquire((*other)->layout().lock(), std::chrono::milliseconds(1))
              .error()
              .kind == ErrorKind::TryAgain);
}

TEST_CASE("a checksum tells any change of the text before it") {
    const std::string text = files::with_checksum("id = \"KIM\"\n");
    CHECK(files::checksum_of(text) == files::Checksum::Right);
    CHECK(files::checksum_of("id = \"KIM\"\n") == files::Checksum::Absent);
    CHECK(files::checksum_of(text + "x = 1\n") == files::Checksum::Wrong);
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::string changed = text;
        changed[i] ^= 1;
        INFO(changed);
        CHECK(files::checksum_of(changed) != files::Checksum::Right);
    }
    // FNV-1a of the empty text is its offset basis, of "a" a published value.
    CHECK(files::with_checksum("") == "# checksum cbf29ce484222325\n");
    CHECK(files::with_checksum("a") == "a# checksum af63dc4c8601ec8c\n");
}

TEST_CASE("a long text that is loaded has its copy as well") {
    const StoreFixture fixture(kNow);
    racf::Resource profile = appl(fixture, "IMSA");
    for (int i = 0; i < 40'000; ++i)
        profile.access.push_back({fmt::format("U{:07}", i), racf::Access::Read, {}});
    auto load = store::BulkLoad::begin(fixture.root());
    REQUIRE(load.ok());
    REQUIRE(load->put(racf::PutResource{profile}).ok());
    REQUIRE(load->commit().ok());
    const store::Layout layout(fixture.root());
    const auto path = layout.resource(racf::appl_class(), profile.name);
    const auto text = files::read_file(path, store::kTextLimit);
    REQUIRE(text.ok());
    CHECK(text->size() > std::size_t{1} << 20U);
    CHECK(files::read_file(layout.copy_of(path), store::kTextLimit).value() == *text);
}
