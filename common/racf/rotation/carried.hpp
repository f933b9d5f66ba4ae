#ifndef PTKT_RACF_ROTATION_CARRIED_HPP
#define PTKT_RACF_ROTATION_CARRIED_HPP

#include <vector>

#include "common/racf/rotation/archive.hpp"
#include "common/racf/rotation/generation_message.hpp"
#include "common/racf/rotation/publication.hpp"

namespace ptkt::rotation {

/// A generation as it was carried to this receiver, verified.
struct Carried {
    GenerationMessage message;
    bool is_in_place = false;         ///< the store has it already
    std::vector<ArchivedFile> files;  ///< otherwise
};

/// The newest one in the directory that is for this receiver. It reads what somebody else has put
/// there, so it holds no lock. The errors are those of `adopt`.
[[nodiscard]] base::Result<Carried> newest_carried(const store::Layout& layout,
                                                   const Adoption& adoption);

}  // namespace ptkt::rotation

#endif
