#include "common/formats/json/writer.hpp"

#include <charconv>
#include <cmath>

#include "common/base/result.hpp"

namespace ptkt::json {

void Writer::integer(std::int64_t value) {
    std::array<char, 24> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    word({digits.data(), static_cast<std::size_t>(end - digits.data())});
}

void Writer::real(double value) {
    if (!std::isfinite(value)) return null();
    // "-0" is an integer, which has one zero only.
    word(value == 0 && std::signbit(value) ? "-0.0" : fmt::format("{}", value));
}

}  // namespace ptkt::json
