#ifndef PTKT_IMS_SIGN_ON_MESSAGE_AUTHORITY_HPP
#define PTKT_IMS_SIGN_ON_MESSAGE_AUTHORITY_HPP

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/base/time.hpp"
#include "common/ims/sign_on/refusal.hpp"
#include "common/ims/wire/request.hpp"
#include "common/racf/store/store.hpp"

namespace ptkt::ims_sign_on {

/// Authorizes each message as IMS does, by the user that the message names: a transaction by class
/// TIMS, an IMS command by CIMS, RESUME TPIPE by RIMS, each with READ. The trust of a connection
/// ends IMS Connect's check, not this one. A class that is not active, and a resource without a
/// profile, is open to every user who is defined, not revoked, and connected to the group of the
/// message; while none of the three is active nobody is asked about. With TIMS or CIMS active, data
/// that name neither a transaction nor a command are refused, since what they ask for is not known.
/// [Security for OTMA IMS-to-IMS TCP/IP connections]
///
/// An answer holds for the second in which it was given, so that a message costs a look into a
/// table and no reading of the store.
class MessageAuthority {
  public:
    /// The store must outlive it.
    explicit MessageAuthority(const store::Store& store) : store_(&store) {}

    /// The user and the client of a connection.
    struct Asker {
        const std::string& signed_on;  ///< whose the connection is
        const std::string& client_id;
    };
    /// Why the user of a message may not do what it asks for; nothing when he may. `trancode` is
    /// the transaction code that IMS takes from its data, if there is one.
    [[nodiscard]] std::optional<Refusal> refusal_of(const ims_wire::Request& request,
                                                    const std::string& trancode, const Asker& asker,
                                                    base::Instant now);

  private:
    /// What is asked for; without a class nothing that a profile could protect.
    struct Use {
        std::string_view cls;
        std::string name;
    };
    [[nodiscard]] static Use use_of(const ims_wire::Request& request, const std::string& trancode,
                                    const std::string& client_id);
    [[nodiscard]] bool is_active(std::string_view cls) const;
    void forget(base::Instant now);
    [[nodiscard]] std::optional<Refusal> decide(const std::string& user, const std::string& group,
                                                const Use& use, base::Instant now) const;
    [[nodiscard]] std::optional<Refusal> without_access(const racf::User& user,
                                                        const racf::GroupId& group, const Use& use,
                                                        base::Instant now) const;

    static constexpr std::size_t kMost = 10'000;
    /// For so long what is known counts while the store cannot be read.
    static constexpr base::Seconds kLongestUnread{60};
    const store::Store* store_;
    std::optional<base::Result<racf::Options>> options_;
    std::vector<std::string_view> active_;  ///< those of the three classes that are
    base::Instant known_at_{};              ///< of what second all this is
    /// By user, group and use: why not, if not.
    std::unordered_map<std::string, std::optional<Refusal>> known_;
    std::string key_;  ///< its memory serves message after message
};

}  // namespace ptkt::ims_sign_on

#endif
