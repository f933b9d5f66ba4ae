#ifndef PTKT_BASE_TEXT_COUNTED_HPP
#define PTKT_BASE_TEXT_COUNTED_HPP

#include <fmt/format.h>

#include <concepts>
#include <string>
#include <string_view>

namespace ptkt::base {

/// `1 message`, `2 messages`, `1 entry`, `2 entries`, `2 keys`.
[[nodiscard]] inline std::string counted(std::integral auto count, std::string_view one) {
    std::string text = fmt::format("{} {}", count, one);
    if (count == 1) return text;
    constexpr std::string_view kVowels = "aeiou";
    const bool is_after_vowel =
        one.size() > 1 && kVowels.find(one[one.size() - 2]) != std::string_view::npos;
    if (one.ends_with('y') && !is_after_vowel) {
        text.pop_back();
        return text + "ies";
    }
    return text + "s";
}

}  // namespace ptkt::base

#endif
