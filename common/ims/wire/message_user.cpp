#include "common/ims/wire/message_user.hpp"

#include <algorithm>

namespace ptkt::ims_wire {

std::optional<std::string> message_user(const Irm& irm, Code code) {
    const auto found = std::ranges::find_if(
        irm.extensions, [](const Extension& one) { return has_id(one, kMessageUserId); });
    if (found == irm.extensions.end()) return std::nullopt;
    const base::ByteView field(found->data);
    return to_text(without_fill(field.first(std::min(field.size(), kNameLength)), code), code);
}

}  // namespace ptkt::ims_wire
