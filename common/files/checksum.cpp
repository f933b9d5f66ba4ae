#include "common/files/checksum.hpp"

#include <fmt/format.h>

namespace ptkt::files {

namespace {

constexpr std::string_view kChecksumMark = "# checksum ";

std::string line_for(std::string_view text) {
    return fmt::format("{}{:016x}\n", kChecksumMark, checksum64(text));
}

}  // namespace

std::uint64_t checksum64(std::string_view bytes) {
    return checksum64(0xCBF29CE484222325U, bytes);
}

std::uint64_t checksum64(std::uint64_t before, std::string_view bytes) {
    std::uint64_t hash = before;
    for (const char c : bytes) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 0x100000001B3U;
    }
    return hash;
}

std::string with_checksum(std::string text) {
    return text += line_for(text);
}

std::string_view content_of(std::string_view text) {
    const std::size_t at = text.rfind(kChecksumMark);
    return at == std::string_view::npos || (at > 0 && text[at - 1] != '\n') ? text
                                                                            : text.substr(0, at);
}

std::string without_checksum(std::string_view text) {
    std::string out(content_of(text));
    if (const std::size_t end = text.find('\n', out.size()); end != std::string_view::npos)
        out += text.substr(end + 1);
    if (!out.empty() && out.back() != '\n') out += '\n';
    return out;
}

Checksum checksum_of(std::string_view text) {
    const std::string_view content = content_of(text);
    if (content.size() == text.size()) return Checksum::Absent;
    return text.substr(content.size()) == line_for(content) ? Checksum::Right : Checksum::Wrong;
}

}  // namespace ptkt::files
