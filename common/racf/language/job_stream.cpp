#include "common/racf/language/job_stream.hpp"

#include <algorithm>

#include "common/base/text/ascii.hpp"
#include "common/racf/language/table.hpp"

namespace ptkt::racf_command {

namespace {

constexpr std::size_t kCard = 80;

/// Does a text begin as a command or a card of JCL of its own would, and not as an operand?
bool begins_a_command(std::string_view text) {
    const std::string_view trimmed = base::trim(text);
    if (trimmed.starts_with("/*") || text.starts_with("//")) return true;
    const std::string word =
        base::to_upper(trimmed.substr(0, std::min(trimmed.find(' '), trimmed.size())));
    const CommandSpec* command = find_command(word);
    // PASSWORD and PHRASE are operands of other commands as well.
    return command != nullptr && command->id != CommandId::Password;
}

}  // namespace

bool JobCards::takes(std::string_view line) {
    while (!line.empty() && (base::is_blank(line.back()) || line.back() == '\r'))
        line.remove_suffix(1);
    if (!delimiter_.empty() && line == delimiter_) {
        delimiter_.clear();
        return true;
    }
    if (line == "/*") return true;
    if (!line.starts_with("//")) return false;
    const auto named = line.find("DLM=");
    if (named != std::string_view::npos) {
        std::string_view value = line.substr(named + 4);
        if (value.starts_with("'")) value.remove_prefix(1);
        delimiter_ = value.substr(0, 2);
    }
    return true;
}

std::size_t joined_cards(std::string_view line) {
    for (std::size_t at = kCard; at + 1 < line.size(); at += kCard) {
        const bool padded = line.substr(at - 2, 2) == "  ";
        const bool numbered = base::is_digit(line[at - 1]) && base::is_digit(line[at - 8]);
        if ((padded || numbered) && begins_a_command(line.substr(at, kCard)))
            return (line.size() + kCard - 1) / kCard;
    }
    return 0;
}

}  // namespace ptkt::racf_command
