#ifndef PTKT_IMS_SIGN_ON_PASSWORD_MEMORY_HPP
#define PTKT_IMS_SIGN_ON_PASSWORD_MEMORY_HPP

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "common/base/secret.hpp"
#include "common/crypto/hash.hpp"

namespace ptkt::ims_sign_on {

/// UIDCACHE: which values were right, so that a client that sends its password with each message
/// need not wait for a comparison each time. A value is known by a digest under a key of this
/// process, together with the hash it matched: another password is another hash, so a change is
/// seen at once. Whether the user may still sign on is asked every time.
class PasswordMemory {
  public:
    using Clock = std::chrono::steady_clock;

    /// `age`: how long a value is known; absent: as long as this lives.
    PasswordMemory(const base::Secret& key, std::optional<std::chrono::seconds> age)
        : hmac_(key), age_(age) {}

    void remember(const base::Secret& value, std::string_view hash, std::string_view user,
                  Clock::time_point now);
    [[nodiscard]] bool knows(const base::Secret& value, std::string_view hash,
                             Clock::time_point now);
    /// What is known of a user is compared again. [IMS Connect command REFRESH RACFUID]
    void forget(std::string_view user);

  private:
    struct Known {
        Clock::time_point since;
        std::string user;
    };

    [[nodiscard]] crypto::Sha512Digest digest(const base::Secret& value,
                                              std::string_view hash) const;

    static constexpr std::size_t kMost = 10'000;
    crypto::HmacSha512 hmac_;
    std::optional<std::chrono::seconds> age_;
    std::map<crypto::Sha512Digest, Known> known_;
};

}  // namespace ptkt::ims_sign_on

#endif
