#include "common/racf/command/password_rule.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace ptkt::racf_command {

namespace {

struct Content {
    std::string_view keyword;
    char letter;
};

constexpr std::array kContents{
    Content{"ALPHA", 'A'},          Content{"CONSONANT", 'C'}, Content{"ALPHANUM", 'L'},
    Content{"NUMERIC", 'N'},        Content{"VOWEL", 'V'},     Content{"NOVOWEL", 'W'},
    Content{"MIXEDCONSONANT", 'c'}, Content{"MIXEDNUM", 'm'},  Content{"MIXEDVOWEL", 'v'},
    Content{"NATIONAL", '$'},       Content{"SPECIAL", 's'},   Content{"MIXEDALL", 'x'},
};

std::int64_t last_position(const Operand& rule) {
    std::int64_t last = 0;
    for (const Operand& content : rule.operands)
        for (const Value& positions : content.values)
            last = std::max(last, positions.upper);
    return last == 0 ? 8 : last;
}

}  // namespace

std::string rule_text(const Operand& rule) {
    const Operand* length = rule.find("LENGTH");
    const std::int64_t longest =
        length == nullptr ? last_position(rule) : length->values.front().upper;
    const std::string lengths =
        length == nullptr ? std::to_string(longest) : std::string(length->text());
    std::string letters(static_cast<std::size_t>(longest), '*');
    for (const Content& content : kContents) {
        const Operand* operand = rule.find(content.keyword);
        if (operand == nullptr) continue;
        for (const Value& positions : operand->values)
            for (std::int64_t at = positions.number; at <= std::min(positions.upper, longest); ++at)
                letters[static_cast<std::size_t>(at - 1)] = content.letter;
    }
    return fmt::format("LENGTH({}) {}", lengths, letters);
}

}  // namespace ptkt::racf_command
