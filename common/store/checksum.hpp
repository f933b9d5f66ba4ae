#ifndef PTKT_STORE_CHECKSUM_HPP
#define PTKT_STORE_CHECKSUM_HPP

#include <string>
#include <string_view>

/// The last line of a profile's file, a comment with a checksum of all before it. It tells
/// accidents and changes by hand; it is no protection against someone who means harm, who could
/// read the master key as well.
namespace ptkt::store {

/// The text with that line behind it.
[[nodiscard]] std::string with_checksum(std::string text);

enum class Checksum { Absent, Right, Wrong };
[[nodiscard]] Checksum checksum_of(std::string_view text);

}  // namespace ptkt::store

#endif
