#ifndef PTKT_RACF_STORE_GENERATION_HPP
#define PTKT_RACF_STORE_GENERATION_HPP

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/result.hpp"
#include "common/base/time.hpp"
#include "common/racf/store/layout.hpp"

namespace ptkt::store {

/// A receiver that a generation was published for.
struct Recipient {
    std::string name;    ///< of its certificate's file
    std::string key_id;  ///< of its key pair
    std::string report;  ///< SHA-512 of what only this receiver can report, in hexadecimal digits
};

/// Which generation a store is, where it is published to several receivers.
struct Generation {
    std::int64_t number = 0;
    base::Instant made{};
    std::string digest;       ///< of its archive; the publisher's own has none
    std::string keys_digest;  ///< of the publisher's keys; see rotation::keys_digest
    std::vector<Recipient> receivers;
    std::optional<base::Instant> adopted{};  ///< when this store took it from its publisher
};

/// What a generation consists of: directories and a file of Layout::data, by their names in it.
inline constexpr std::array<std::string_view, 6> kPublished{
    "users", "groups", "vault", "profiles", "snapshots", "setropts.toml"};

/// Whether a name at the top of a store is of something that the store's generation replaces.
[[nodiscard]] bool is_published(std::string_view name);

/// Nothing: the store was neither published nor adopted.
[[nodiscard]] base::Result<std::optional<Generation>> generation_of(const Layout& layout);
[[nodiscard]] base::Status write_generation(const Layout& layout, const Generation& generation);

}  // namespace ptkt::store

#endif
