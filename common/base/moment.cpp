#include "common/base/moment.hpp"

namespace ptkt::base {

std::string to_rfc3339(Moment when) {
    const auto second = std::chrono::floor<Seconds>(when);
    std::string text = to_rfc3339(Instant(second));
    // By hand, since every message that is written has one.
    std::string part = ".000000Z";
    auto rest = (when - second).count();
    for (std::size_t at = 6; at > 0; --at, rest /= 10)
        part[at] = static_cast<char>('0' + rest % 10);
    text.replace(text.size() - 1, 1, part);
    return text;
}

}  // namespace ptkt::base
