#include "common/store/checksum.hpp"

#include <fmt/format.h>

#include <cstdint>

namespace ptkt::store {

namespace {

constexpr std::string_view kChecksumMark = "# checksum ";

/// FNV-1a with 64 bits: short, and without libcrypto, whose start costs more than the whole
/// command.
std::uint64_t fnv1a(std::string_view text) {
    std::uint64_t hash = 0xCBF29CE484222325U;
    for (const char c : text) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 0x100000001B3U;
    }
    return hash;
}

std::string line_for(std::string_view text) {
    return fmt::format("{}{:016x}\n", kChecksumMark, fnv1a(text));
}

}  // namespace

std::string with_checksum(std::string text) {
    return text += line_for(text);
}

Checksum checksum_of(std::string_view text) {
    const std::size_t at = text.rfind(kChecksumMark);
    if (at == std::string_view::npos || (at > 0 && text[at - 1] != '\n')) return Checksum::Absent;
    return text.substr(at) == line_for(text.substr(0, at)) ? Checksum::Right : Checksum::Wrong;
}

}  // namespace ptkt::store
