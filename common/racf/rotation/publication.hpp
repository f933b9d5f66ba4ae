#ifndef PTKT_RACF_ROTATION_PUBLICATION_HPP
#define PTKT_RACF_ROTATION_PUBLICATION_HPP

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/crypto/message.hpp"
#include "common/racf/store/generation.hpp"
#include "common/racf/store/store.hpp"

/// A store on its way to other receivers: what administrators define, as one numbered generation.
/// In a directory that any tool may carry it is an archive, encrypted, and a message for each
/// receiver, signed and encrypted, with the keys of the archive and its digest. Keys are sealed
/// under another key on their way: no receiver gets the publisher's master key, and each has its
/// own.
namespace ptkt::rotation {

/// Told the name of each step that has become durable.
using Reached = std::function<void(std::string_view)>;

struct Publication {
    const files::Path& directory;
    std::span<const crypto::Certificate> receivers;
    const crypto::Signer& signer;
    base::Instant now;
    Reached reached;
};
/// Writes the next generation of a store, and removes those before the last one. Config: the master
/// key is being replaced, or a key does not open.
[[nodiscard]] base::Result<store::Generation> publish(const store::Store& store,
                                                      const Publication& publication);

struct Adoption {
    const files::Path& directory;
    const crypto::PrivateKey& key;
    const crypto::Certificate& publisher;
    base::Instant now;
    Reached reached;
};
struct Adopted {
    std::int64_t number = 0;
    base::Instant made{};
    bool was_there = false;             ///< the store had that generation already
    std::optional<base::Error> report;  ///< why it could not be reported
};
/// Puts the newest generation of a directory in place in a store, as one step, and reports it
/// there. What belongs to this machine stays. NotPermitted: it is older than the store's, for
/// another receiver, or not signed by the publisher. Malformed: it was altered. TryAgain: it is not
/// whole yet. The store stays as it is then.
[[nodiscard]] base::Result<Adopted> adopt(const store::Store& store, const Adoption& adoption);

/// What a receiver has reported of the publisher's present generation.
struct ReceiverState {
    std::string name;
    bool is_current = false;
    std::optional<std::int64_t> generation;  ///< what it says that it has
    std::optional<base::Instant> adopted;
};
/// Of each that the present generation was published for. NotFound: nothing was published.
[[nodiscard]] base::Result<std::vector<ReceiverState>> receiver_states(
    const store::Store& store, const files::Path& directory);

/// Whether the present generation has the keys as they are now, staged ones included.
[[nodiscard]] base::Result<bool> keys_are_published(const store::Store& store);

}  // namespace ptkt::rotation

#endif
