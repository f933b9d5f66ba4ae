#include "tests/support/damage.hpp"
#include "tests/unit/racf/authorization/scene.hpp"

using namespace scene;

namespace {

/// Users who are denied, each for a reason that stands in another file, with valid tickets.
struct Denied : Receiver {
    Denied() {
        auto revoked = user("USER0003");
        revoked.revoked = true;
        commit(racf::PutUser{revoked});
        auto disconnected = user("USER0004");
        disconnected.connections.front().revoked = true;
        commit(racf::PutUser{disconnected});
        auto appl = resource(racf::appl_class(), "APPLI2I");
        for (const char* id : {"USER0002", "USER0003", "USER0004"})
            appl.permit(id, racf::Access::Read);
        commit(racf::PutResource{appl});
        REQUIRE(store()
                    .keys()
                    .put("KEY", store::VaultKind::Hmac, base::Secret(base::Bytes(32, 9)), kNow)
                    .ok());
        auto two = keyed("APPLI2I", kKey);
        two.ssignon->enhanced_label = "KEY";
        commit(racf::PutResource{two});
        refresh(racf::ptktdata_class());
        refresh(racf::appl_class());
        for (const char* id : {"USER0001", "USER0003", "USER0004"})
            tickets.emplace_back(subject(id), legacy(kKey, subject(id), kNow));
    }

    /// What a program started now says: its error, or nothing; never that one of them is accepted.
    [[nodiscard]] std::string error_of(const passticket::Subject& names, const std::string& ticket,
                                       replay::ReplayCache& cache) const {
        const auto opened = store::Store::open(root());
        if (!opened) return opened.error().what;
        const auto decision = authorization::authenticate(
            **opened, cache, {names.user, names.appl, ticket, {}, "test"}, kNow, Recording::No);
        if (!decision) return decision.error().what;
        REQUIRE_FALSE(decision->accepted());
        return {};
    }

    std::vector<std::pair<passticket::Subject, std::string>> tickets;
};

bool is_read_by_all(const files::Path& path) {
    const std::string name = path.filename().string();
    return name == "store.toml" || name == "setropts.toml";
}

}  // namespace

TEST_CASE("no bit of any file lets a denied user in, and what is noticed names the file") {
    const Denied denied;
    auto cache = denied.store().replay_cache().value();
    REQUIRE(denied.reason(kUser, legacy(kKey, kUser, kNow), kNow, Recording::No) == Reason::Ok);
    std::size_t noticed = 0;
    for (const files::Path& path : tests::decisive_files(denied.root())) {
        INFO(path);
        tests::Damage(path).each_flip([&](std::size_t at) {
            for (const auto& [names, ticket] : denied.tickets) {
                const std::string error = denied.error_of(names, ticket, cache);
                const bool own = path.stem().string() == names.user.str();
                if (!error.empty()) ++noticed;
                if (error.empty() ? !is_read_by_all(path) && !own
                                  : error.find(path.filename().string()) != std::string::npos)
                    continue;
                INFO(at << ": " << error);
                FAIL_CHECK(names.user.str());
            }
        });
        for (const auto& [names, ticket] : denied.tickets)
            REQUIRE(denied.error_of(names, ticket, cache).empty());
    }
    CHECK(noticed > 1000);
}

TEST_CASE("a file that was cut off anywhere is an error that names it") {
    const Denied denied;
    auto cache = denied.store().replay_cache().value();
    const auto& [names, ticket] = denied.tickets.front();
    const auto& layout = denied.store().layout();
    for (const files::Path& path :
         {layout.description(), layout.options(), layout.user(names.user),
          layout.snapshot(racf::ptktdata_class()), layout.snapshot(racf::appl_class())}) {
        INFO(path);
        tests::Damage(path).each_cut([&](std::size_t at) {
            const std::string error = denied.error_of(names, ticket, cache);
            if (error.find(path.filename().string()) != std::string::npos) return;
            INFO(at << ": " << error);
            FAIL_CHECK("not noticed");
        });
        REQUIRE(denied.error_of(names, ticket, cache).empty());
    }
}

TEST_CASE("without its options a store lets nobody in") {
    const Denied denied;
    auto cache = denied.store().replay_cache().value();
    REQUIRE(files::remove_durably(denied.store().layout().options()).ok());
    const auto& [names, ticket] = denied.tickets.front();
    CHECK(denied.error_of(names, ticket, cache).ends_with("setropts.toml is missing"));
}
