#ifndef PTKT_RACF_ROTATION_CONTENT_CHECK_HPP
#define PTKT_RACF_ROTATION_CONTENT_CHECK_HPP

#include "common/racf/store/store.hpp"

namespace ptkt::rotation {

/// Whether decisions can be made by what a generation consists of: its options can be read, it has
/// user IBMUSER, and the snapshot of each RACLISTed class is whole. Profiles are not among it, each
/// of which counts for itself.
[[nodiscard]] base::Status check_content(const store::Store& store);

}  // namespace ptkt::rotation

#endif
