#ifndef PTKT_BASE_TEXT_COUNTED_HPP
#define PTKT_BASE_TEXT_COUNTED_HPP

#include <fmt/format.h>

#include <concepts>
#include <string>
#include <string_view>

namespace ptkt::base {

/// `1 message`, `2 messages`, `1 entry`, `2 entries`.
[[nodiscard]] inline std::string counted(std::integral auto count, std::string_view one) {
    std::string text = fmt::format("{} {}", count, one);
    if (count == 1) return text;
    if (one.ends_with('y')) {
        text.pop_back();
        return text + "ies";
    }
    return text + "s";
}

}  // namespace ptkt::base

#endif
