#ifndef PTKT_TESTS_UNIT_RACF_AUTHORIZATION_SCENE_HPP
#define PTKT_TESTS_UNIT_RACF_AUTHORIZATION_SCENE_HPP

#include "common/racf/authorization/authenticate.hpp"
#include "common/racf/passticket/enhanced.hpp"
#include "common/racf/passticket/legacy.hpp"
#include "tests/support/store_fixture.hpp"
#include "tests/unit/test.hpp"

/// A store and the tickets for it.
namespace scene {

using namespace ptkt;
using authorization::Reason;
using authorization::Recording;

inline const base::Instant kNow = base::instant(1763805600);
inline const std::string kKey = "E001193519561977";
inline const std::string kOtherKey = "123456789ABCDEF0";
inline const std::string kHmacKey(64, 'A');

inline passticket::Subject subject(const std::string& user, const std::string& appl = "APPLI2I") {
    return {racf::UserId::parse(user).value(), racf::ApplName::parse(appl).value()};
}

inline std::string legacy(const std::string& key, const passticket::Subject& names,
                          base::Instant when) {
    const base::Secret secret(base::from_hex(key).value());
    const passticket::LegacyCoder coder(
        std::make_shared<const crypto::DesKey>(crypto::DesKey::make(secret).value()),
        passticket::encode_names(names));
    return std::string(coder.generate(when).value().text());
}

inline std::string enhanced(passticket::Kind kind, const passticket::Subject& names,
                            base::Instant when) {
    const base::Secret secret(base::from_hex(kHmacKey).value());
    const passticket::EnhancedCoder coder(std::make_shared<const crypto::HmacSha512>(secret),
                                          passticket::encode_names(names), kind);
    return std::string(coder.generate(when).value().text());
}

/// The receiving installation of the text: APPLI2I with a key, and only USER0002 permitted.
struct Receiver : StoreFixture {
    Receiver() : StoreFixture(kNow) {
        options_.active = {"PTKTDATA", "APPL"};
        options_.raclist = {"PTKTDATA", "APPL"};
        options(options_);
        commit(racf::PutUser{user("USER0001")});
        commit(racf::PutUser{user("USER0002")});
        commit(racf::PutResource{keyed("APPLI2I", kKey)});
        auto appl = resource(racf::appl_class(), "APPLI2I");
        appl.permit("USER0002", racf::Access::Read);
        commit(racf::PutResource{appl});
        refresh(racf::ptktdata_class());
        refresh(racf::appl_class());
    }

    authorization::Decision decide(const passticket::Subject& names, const std::string& ticket,
                                   base::Instant now = kNow,
                                   Recording recording = Recording::Yes) const {
        return decide(authorization::SignOn{names.user, names.appl, ticket, {}, "test"}, now,
                      recording);
    }
    authorization::Decision decide(const authorization::SignOn& sign_on, base::Instant now = kNow,
                                   Recording recording = Recording::Yes) const {
        auto cache = store().replay_cache().value();
        auto decision = authorization::authenticate(store(), cache, sign_on, now, recording);
        REQUIRE(decision.ok());
        return std::move(*decision);
    }
    [[nodiscard]] Reason reason(const passticket::Subject& names, const std::string& ticket,
                                base::Instant now = kNow,
                                Recording recording = Recording::Yes) const {
        return decide(names, ticket, now, recording).reason;
    }

    racf::Options options_;
};

inline const auto kUser = subject("USER0002");

}  // namespace scene

#endif
