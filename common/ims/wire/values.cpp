#include "common/ims/wire/values.hpp"

namespace ptkt::ims_wire {

std::vector<std::string_view> value_names(std::span<const Value> values, base::Byte byte) {
    std::vector<std::string_view> names;
    for (const Value& value : values)
        if (value.is_in(byte)) names.push_back(value.name);
    return names;
}

}  // namespace ptkt::ims_wire
