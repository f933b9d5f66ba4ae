#include "common/base/text/foreign.hpp"

#include <algorithm>

namespace ptkt::base {

bool looks_like_ebcdic(std::string_view text) {
    const auto high = std::count_if(text.begin(), text.end(),
                                    [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    const auto blanks = std::count(text.begin(), text.end(), '\x40');
    return high > 0 && static_cast<std::size_t>(high + blanks) * 2 >= text.size() &&
           text.find('(') == std::string_view::npos;
}

}  // namespace ptkt::base
