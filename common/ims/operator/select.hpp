#ifndef PTKT_IMS_OPERATOR_SELECT_HPP
#define PTKT_IMS_OPERATOR_SELECT_HPP

#include <string>
#include <string_view>
#include <vector>

#include "common/base/result.hpp"
#include "common/base/text/ascii.hpp"

namespace ptkt::ims_operator {

/// What has the name among `all`, or all of it for ALL. NotFound: `what` has no such name.
template <typename Item, typename NameOf>
[[nodiscard]] base::Result<std::vector<const Item*>> select(const std::vector<Item>& all,
                                                            std::string_view name,
                                                            std::string_view what, NameOf name_of) {
    std::vector<const Item*> found;
    for (const Item& item : all)
        if (name == "ALL" || name_of(item) == name) found.push_back(&item);
    if (found.empty() && name != "ALL")
        return base::fail(base::ErrorKind::NotFound, "there is no {} {}", what,
                          base::printable(name, 20));
    return found;
}

}  // namespace ptkt::ims_operator

#endif
