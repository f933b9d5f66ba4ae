#ifndef PTKT_RACF_DIAGNOSIS_READY_KEY_HPP
#define PTKT_RACF_DIAGNOSIS_READY_KEY_HPP

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "common/crypto/des.hpp"
#include "common/crypto/hash.hpp"
#include "common/racf/diagnosis/evidence.hpp"

namespace ptkt::diagnosis {

/// The number that a text stands for as a ticket of a kind; nothing when it is not such a ticket.
[[nodiscard]] std::optional<std::uint64_t> ticket_value(std::string_view text,
                                                        passticket::Kind kind);

/// How many bits of time a kind of ticket carries: 32, 41 or 48.
[[nodiscard]] unsigned time_bits(passticket::Kind kind);

/// How likely one wrong hypothesis holds all the same: `values` moments of all that a ticket of the
/// kind can decode to.
[[nodiscard]] double chance_of(passticket::Kind kind, double values);

/// The seconds in a window.
[[nodiscard]] std::int64_t seconds_in(const passticket::Window& window);

/// A key that was scheduled once, with where it comes from. Copies share the schedule.
class ReadyKey {
  public:
    /// A key of the evidence, which must outlive it. Malformed when its length fits no algorithm.
    [[nodiscard]] static base::Result<ReadyKey> make(const KeyEvidence& from) {
        return make(from, from.key);
    }
    /// The same with another key in place: one that was mangled.
    [[nodiscard]] static base::Result<ReadyKey> make(const KeyEvidence& from,
                                                     const base::Secret& key);

    [[nodiscard]] const KeyEvidence& from() const { return *from_; }
    [[nodiscard]] passticket::Kind kind() const { return kind_; }
    [[nodiscard]] const passticket::Window& window() const { return from_->window; }
    [[nodiscard]] const std::shared_ptr<const crypto::DesKey>& des() const { return des_; }

    /// An HMAC key taken for the other type of enhanced ticket.
    [[nodiscard]] ReadyKey as(passticket::Kind kind) const;

    /// The number of seconds that a ticket's value decodes to, in the kind's bits.
    [[nodiscard]] std::uint64_t seconds(const passticket::EncodedNames& names,
                                        std::uint64_t value) const;
    /// The same as a moment near `now`.
    [[nodiscard]] base::Instant made(const passticket::EncodedNames& names, std::uint64_t value,
                                     base::Instant now) const;

  private:
    explicit ReadyKey(const KeyEvidence& from) : from_(&from), kind_(from.kind) {}

    const KeyEvidence* from_;
    passticket::Kind kind_;
    std::shared_ptr<const crypto::DesKey> des_;
    std::shared_ptr<const crypto::HmacSha512> hmac_;
};

}  // namespace ptkt::diagnosis

#endif
