#ifndef PTKT_RACF_AUTHORIZATION_TICKET_GENERATOR_HPP
#define PTKT_RACF_AUTHORIZATION_TICKET_GENERATOR_HPP

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "common/base/result.hpp"
#include "common/base/secret.hpp"
#include "common/base/time.hpp"
#include "common/crypto/des.hpp"
#include "common/crypto/hash.hpp"
#include "common/racf/model/resource.hpp"
#include "common/racf/passticket/names.hpp"
#include "common/racf/passticket/ticket.hpp"
#include "common/racf/passticket/window.hpp"
#include "common/racf/store/store.hpp"

namespace ptkt::authorization {

/// A ticket that was made, and what the one who asked for it is told about it.
struct Generated {
    passticket::Ticket ticket;
    passticket::Kind kind;
    base::Instant made;
    passticket::Window window;  ///< how long the ticket is taken, around `made`
    std::string profile;        ///< whose key made it; empty when the key came from elsewhere

    [[nodiscard]] base::Instant valid_from() const { return made - window.future; }
    [[nodiscard]] base::Instant valid_until() const { return made + window.past; }
};

/// A key made ready for tickets of its kinds, once. Safe to share between threads.
class TicketKey {
  public:
    /// 8 bytes are a legacy key, 32 to 256 an enhanced one; another size is a Malformed error.
    [[nodiscard]] static base::Result<TicketKey> make(const base::Secret& key);

    [[nodiscard]] bool is_legacy() const { return des_ != nullptr; }
    /// The ticket of a second. Malformed: a second that the kind cannot have, or a kind that the
    /// key cannot make.
    [[nodiscard]] base::Result<passticket::Ticket> generate(passticket::Kind kind,
                                                            const passticket::Subject& subject,
                                                            base::Instant when) const;

  private:
    std::shared_ptr<const crypto::DesKey> des_;
    std::shared_ptr<const crypto::HmacSha512> hmac_;
};

/// Makes tickets with the keys of a store's PTKTDATA profiles, as RACF does: with the key of the
/// application's plain profile, as a check sees it (the RACLISTed copy). Each profile is looked up
/// and its key made ready once, so a stream of tickets costs little more than their cryptography.
/// [z/OS 2.5, "Using the RCVTPTGN service"]
class TicketGenerator {
  public:
    explicit TicketGenerator(const store::Store& store) : store_(store) {}

    /// Without a wanted kind the profile decides: enhanced of its TYPE when it has an enhanced key,
    /// else legacy. Whether the user exists is not asked: the other installation knows its users.
    /// Config: the class is not active or not RACLISTed, there is no profile, or it has no such
    /// key.
    [[nodiscard]] base::Result<Generated> generate(const passticket::Subject& subject,
                                                   std::optional<passticket::Kind> wanted,
                                                   base::Instant when);

    /// Puts a ticket on record when the store wants that; it may only be given to anybody
    /// afterwards. `now` is the moment at which it was made, whatever moment it was made for;
    /// `caller` had it made, if it is known. [RACF Macros and Interfaces, event code 82 (PTCREATE)]
    [[nodiscard]] base::Status record(const passticket::Subject& subject, const Generated& made,
                                      const std::optional<racf::UserId>& caller,
                                      base::Instant now) const;

    /// Forgets profiles and keys when the class was refreshed, so that a program that makes tickets
    /// for days goes along with a rotation. Looks once a second, by the clock of the caller.
    void keep_up(base::Instant now);

  private:
    struct Profile {
        racf::Resource resource;
        std::optional<TicketKey> legacy;
        std::optional<TicketKey> enhanced;
        std::unique_ptr<Profile> rotated;  ///< the same from the moment of its next key on
    };
    /// The profile as it is at a moment: a next key takes over by itself.
    [[nodiscard]] static Profile& as_of(Profile& profile, base::Instant when);

    [[nodiscard]] base::Status check_class();
    [[nodiscard]] base::Result<Profile*> profile(const passticket::Subject& subject);
    [[nodiscard]] base::Result<const TicketKey*> key(Profile& profile, passticket::Kind kind) const;

    const store::Store& store_;
    std::optional<racf::Options> options_;
    bool records_ = false;  ///< tickets are put on record
    std::map<racf::ApplName, Profile> profiles_;
    std::optional<base::Instant> looked_at_;
    store::SnapshotMark snapshot_;
};

}  // namespace ptkt::authorization

#endif
