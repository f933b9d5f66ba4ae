#include "common/ims/config/readers.hpp"

#include <fmt/format.h>

namespace ptkt::ims_config {

std::vector<const Value*> list_items(const Operand& operand, Diagnostics& diagnostics) {
    if (!operand.value.is_list) return {&operand.value};
    std::vector<const Value*> items;
    for (const Operand& item : operand.value.list) {
        if (item.broken) continue;
        if (item.key.empty()) {
            items.push_back(&item.value);
        } else {
            diagnostics.error(item.span,
                              fmt::format("{} takes a list of plain values", operand.key));
        }
    }
    if (operand.value.list.empty())
        diagnostics.error(operand.value.span, fmt::format("{} has an empty list", operand.key));
    return items;
}

}  // namespace ptkt::ims_config
