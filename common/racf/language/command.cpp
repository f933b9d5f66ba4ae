#include "common/racf/language/command.hpp"

#include <algorithm>
#include <stdexcept>

namespace ptkt::racf_command {

namespace {

const Operand* find_operand(const std::vector<Operand>& operands, Keywords known,
                            std::string_view name) {
    const auto named = [&](const Keyword& keyword) { return keyword.name == name; };
    if (std::none_of(known.begin(), known.end(), named))
        throw std::logic_error("the table of commands has no operand " + std::string(name));
    const auto found = std::find_if(operands.begin(), operands.end(),
                                    [&](const Operand& o) { return o.keyword->name == name; });
    return found == operands.end() ? nullptr : &*found;
}

}  // namespace

const Operand* Operand::find(std::string_view name) const {
    return find_operand(operands, keyword->value.words, name);
}

const Operand* Command::find(std::string_view name) const {
    return find_operand(operands, spec->keywords, name);
}

}  // namespace ptkt::racf_command
