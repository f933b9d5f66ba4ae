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
/// key is being replaced, a key does not open, something is damaged, or the directory has a number
/// far from the store's own. Nothing is published then.
[[nodiscard]] base::Result<store::Generation> publish(const store::Store& store,
                                                      const Publication& publication);

struct Adoption {
    const files::Path& directory;
    const crypto::PrivateKey& key;
    const crypto::Certificate& publisher;
    std::int64_t not_older_than;  ///< the least number that is taken; 0: any
    base::Instant now;
    Reached reached;
};
struct Adopted {
    std::int64_t number = 0;
    base::Instant made{};
    bool was_there = false;             ///< the store had that generation already
    std::optional<base::Error> report;  ///< why it could not be reported
    /// Users whose profile here was damaged, and what became of each.
    std::vector<std::string> damaged{};
};
/// Puts the newest generation of a directory in place in a store, as one step, and reports it
/// there. What belongs to this machine stays. NotPermitted: it is older than the store's, for
/// another receiver, or not signed by the publisher, or the store is its publisher. Malformed: it
/// was altered. TryAgain: it is not whole yet. Config: which generation the store has is not known.
/// The store stays as it is then. Generations before the last one are removed from the directory.
[[nodiscard]] base::Result<Adopted> adopt(const store::Store& store, const Adoption& adoption);

/// What a receiver has reported of the publisher's present generation.
struct ReceiverState {
    std::string name;
    bool is_current = false;
    std::optional<std::int64_t> generation;  ///< the present one, if it has that
    std::optional<base::Instant> adopted;    ///< when it took it
};
/// Those that a generation was published for.
struct Receivers {
    std::int64_t generation = 0;
    std::vector<ReceiverState> all;
};
/// Of the present generation. NotFound: nothing was published.
[[nodiscard]] base::Result<Receivers> receivers_of(const store::Store& store,
                                                   const files::Path& directory);

/// The number of the present generation, if it has the keys as they are now, staged ones included.
[[nodiscard]] base::Result<std::optional<std::int64_t>> generation_of_keys(
    const store::Store& store);

}  // namespace ptkt::rotation

#endif
