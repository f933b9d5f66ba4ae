#ifndef PTKT_RACF_STORE_SNAPSHOT_SOURCE_HPP
#define PTKT_RACF_STORE_SNAPSHOT_SOURCE_HPP

#include "common/racf/model/grouping.hpp"
#include "common/racf/store/store.hpp"

namespace ptkt::store {

/// True when profiles of another class, the grouping class, also protect resources of this one.
[[nodiscard]] bool has_grouping_class(const racf::ClassTable& classes, const racf::ClassName& cls);
/// Classes in which to look this one up: for a supplied one those are enough.
[[nodiscard]] base::Result<racf::ClassTable> classes_for(const Store& store,
                                                         const racf::ClassName& cls);

/// What a snapshot of a class taken now would hold: its profiles as they are, and merged into them
/// the members of its grouping class. [RACF Security Administrator's Guide, "Creating resource
/// group profiles" and "Resolving conflicts among grouping profiles"]
[[nodiscard]] base::Result<racf::ProfilesByName> profiles_for_snapshot(const Store& store,
                                                                       const racf::ClassName& cls);

}  // namespace ptkt::store

#endif
