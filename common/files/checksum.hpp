#ifndef PTKT_FILES_CHECKSUM_HPP
#define PTKT_FILES_CHECKSUM_HPP

#include <cstdint>
#include <string>
#include <string_view>

/// Checksums of what decisions rest on. They notice every change of a single byte, and any other
/// but for one in 2^64: accidents and changes by hand. They do not protect against someone who
/// means harm, who could read the master key as well.
namespace ptkt::files {

/// FNV-1a with 64 bits: short, and without libcrypto, whose start costs more than the whole
/// command. Each of its steps is a bijection, so two texts that differ in one byte never have the
/// same.
[[nodiscard]] std::uint64_t checksum64(std::string_view bytes);
/// Of what follows the bytes that gave `before`.
[[nodiscard]] std::uint64_t checksum64(std::uint64_t before, std::string_view bytes);

/// A text of the store with its last line, a comment that has the checksum of all before it.
[[nodiscard]] std::string with_checksum(std::string text);

/// What stands before that line.
[[nodiscard]] std::string_view content_of(std::string_view text);

/// A text that somebody edited, without that line wherever it stands now.
[[nodiscard]] std::string without_checksum(std::string_view text);

enum class Checksum { Absent, Right, Wrong };
[[nodiscard]] Checksum checksum_of(std::string_view text);

}  // namespace ptkt::files

#endif
