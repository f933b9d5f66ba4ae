#include "common/racf/authorization/ticket_generator.hpp"

#include "common/files/checksum.hpp"
#include "common/racf/authorization/authenticate.hpp"
#include "common/racf/authorization/ticket_service.hpp"
#include "tests/support/store_fixture.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using authorization::TicketGenerator;
using passticket::Kind;

namespace {

const base::Instant kNow = base::instant(1763805600);
const passticket::Subject kUser{racf::UserId::parse("USER0002").value(),
                                racf::ApplName::parse("APPLI2I").value()};

struct Sender : StoreFixture {
    Sender() : StoreFixture(kNow) {
        options_.active = {"PTKTDATA"};
        options_.raclist = {"PTKTDATA"};
        options(options_);
        refresh(racf::ptktdata_class());
    }
    void define(const racf::Resource& profile) const {
        commit(racf::PutResource{profile});
        refresh(racf::ptktdata_class());
    }
    [[nodiscard]] racf::Resource with_both_keys() const {
        const base::Secret key(base::Bytes(64, 0xAB));
        REQUIRE(store().keys().put("PTKT.HMAC", store::VaultKind::Hmac, key, kNow).ok());
        auto profile = keyed("APPLI2I", "E001193519561977");
        profile.ssignon->enhanced_label = "PTKT.HMAC";
        return profile;
    }

    racf::Options options_;
};

}  // namespace

TEST_CASE("the profile decides the kind: enhanced of its type before legacy") {
    const Sender sender;
    sender.define(sender.keyed("APPLI2I", "E001193519561977"));
    CHECK(TicketGenerator(sender.store()).generate(kUser, {}, kNow)->kind == Kind::Legacy);
    auto both = sender.with_both_keys();
    sender.define(both);
    CHECK(TicketGenerator(sender.store()).generate(kUser, {}, kNow)->kind == Kind::Mixed);
    CHECK(TicketGenerator(sender.store()).generate(kUser, Kind::Legacy, kNow)->kind ==
          Kind::Legacy);
    both.ssignon->type = racf::TicketType::Upper;
    both.ssignon->timeout = base::Seconds(5);
    sender.define(both);
    const auto made = TicketGenerator(sender.store()).generate(kUser, {}, kNow).value();
    CHECK(made.kind == Kind::Upper);
    CHECK(made.valid_until() == kNow + base::Seconds(5));
    CHECK(made.profile == "APPLI2I");
}

TEST_CASE("what is made is accepted") {
    Sender sender;
    sender.commit(racf::PutUser{sender.user("USER0002")});
    sender.define(sender.with_both_keys());
    auto cache = sender.store().replay_cache().value();
    TicketGenerator generator(sender.store());
    for (const Kind kind : {Kind::Legacy, Kind::Upper, Kind::Mixed}) {
        const auto made = generator.generate(kUser, kind, kNow).value();
        const auto decision = authorization::authenticate(
            sender.store(), cache, {kUser.user, kUser.appl, made.ticket.text(), {}, "test"}, kNow,
            authorization::Recording::Yes);
        // The profile's TYPE is MIXED, so an UPPER ticket of the same key is not taken.
        CHECK(decision->accepted() == (kind != Kind::Upper));
    }
}

TEST_CASE("a generator that keeps up makes tickets with the key of the last refresh") {
    const auto made_by = [](TicketGenerator& generator) {
        return std::string(generator.generate(kUser, Kind::Legacy, kNow)->ticket.text());
    };
    Sender sender;
    sender.define(sender.keyed("APPLI2I", "E001193519561977"));
    TicketGenerator generator(sender.store());
    generator.keep_up(kNow);
    const std::string before = made_by(generator);
    sender.define(sender.keyed("APPLI2I", "0123456789ABCDEF"));
    TicketGenerator another(sender.store());
    const std::string after = made_by(another);
    CHECK(after != before);
    generator.keep_up(kNow);  // the same second: not looked at again
    CHECK(made_by(generator) == before);
    generator.keep_up(kNow + base::Seconds(1));
    CHECK(made_by(generator) == after);
}

TEST_CASE("what is missing is said with what to do, and qualified profiles do not generate") {
    Sender sender;
    const auto why = [&](std::optional<Kind> kind = {}) {
        const auto made = TicketGenerator(sender.store()).generate(kUser, kind, kNow);
        REQUIRE_FALSE(made.ok());
        CHECK(made.error().kind == base::ErrorKind::Config);
        return made.error();
    };
    sender.define(sender.keyed("APPLI2I.USER0002", "E001193519561977"));
    CHECK(why().what == "no PTKTDATA profile for application APPLI2I");
    CHECK(
        why().hint.starts_with("profile APPLI2I.USER0002 only verifies tickets; a ticket is made "
                               "with the key of profile APPLI2I: define it"));
    sender.commit(racf::PutResource{sender.keyed("APPLI2I", "E001193519561977")});
    CHECK(why().hint == "issue SETROPTS RACLIST(PTKTDATA) REFRESH");
    sender.refresh(racf::ptktdata_class());
    CHECK(why(Kind::Mixed).what == "PTKTDATA profile APPLI2I has no enhanced key");
    sender.define(sender.resource(racf::ptktdata_class(), "APPLI2I"));
    CHECK(why().what == "PTKTDATA profile APPLI2I has no key");
    auto labelled = sender.resource(racf::ptktdata_class(), "APPLI2I");
    labelled.ssignon = racf::Ssignon{};
    labelled.ssignon->enhanced_label = "GONE";
    sender.define(labelled);
    CHECK(why().what == "PTKTDATA profile APPLI2I: the key vault has no key labelled GONE");
    sender.options_.raclist.clear();
    sender.options(sender.options_);
    CHECK(why().what == "class PTKTDATA is not RACLISTed");
    sender.options_.active.clear();
    sender.options(sender.options_);
    CHECK(why().what == "class PTKTDATA is not active");
}

TEST_CASE("a key's size says what it makes") {
    using authorization::TicketKey;
    CHECK(TicketKey::make(base::Secret(base::Bytes(8, 1)))->is_legacy());
    CHECK_FALSE(TicketKey::make(base::Secret(base::Bytes(32, 1)))->is_legacy());
    for (const std::size_t size : {0, 7, 9, 16, 31, 257})
        CHECK_FALSE(TicketKey::make(base::Secret(base::Bytes(size, 1))).ok());
    CHECK_FALSE(
        TicketKey::make(base::Secret(base::Bytes(8, 1)))->generate(Kind::Mixed, kUser, kNow).ok());
}

TEST_CASE("who may use the services is what IRRPTAUTH says, and no profile is a refusal") {
    using authorization::TicketService;
    const Sender sender;
    const auto refused = [&](std::string_view caller, TicketService service) {
        const auto why = authorization::why_service_refused(
            sender.store(), sender.store().options().value(), racf::UserId::parse(caller).value(),
            service, kUser, kNow);
        return why.value().has_value();
    };
    CHECK(refused("USER0001", TicketService::Evaluate));
    CHECK(refused("NOBODY", TicketService::Evaluate));
    CHECK(authorization::service_codes(authorization::Reason::NotAuthorized) ==
          authorization::SafCodes{8, 8, 16});
    CHECK(authorization::service_codes(authorization::Reason::Replayed) ==
          authorization::SafCodes{8, 16, 32});
    CHECK(authorization::generation_codes(base::fail(base::ErrorKind::Config, "")) ==
          authorization::SafCodes{8, 16, 28});
    CHECK(authorization::generation_codes(base::fail(base::ErrorKind::Io, "")) ==
          authorization::SafCodes{8, 8, 8});
}

TEST_CASE("settings of keys that an earlier version wrote want no authority") {
    const Sender sender;
    const auto path = sender.store().layout().key_settings();
    REQUIRE(files::write_atomically(path, files::with_checksum("refuse_weak = true\n")));
    CHECK(sender.store().refuses_weak_keys().value());
    CHECK_FALSE(sender.store().wants_authority().value());
    REQUIRE(files::write_atomically(
        path, files::with_checksum("refuse_weak = true\nwant_authority = 3\n")));
    CHECK_FALSE(sender.store().wants_authority());
}
