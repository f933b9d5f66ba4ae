#ifndef PTKT_IMS_CONFIG_VALUES_HPP
#define PTKT_IMS_CONFIG_VALUES_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/ims/config/syntax.hpp"

/// One value at a time: the word after a keyword, checked. Each function says what is wrong at the
/// value's place, with the keyword's name, and then answers nothing.
namespace ptkt::ims_config {

/// What a name may be. Letters are upper case; topics that say "alphanumeric" do not tell whether
/// the national characters `@ # $` belong to it, and names such as DFS$$TOQ have them, so they do.
struct NameRule {
    std::size_t longest = 8;
    bool first_alphabetic = false;  ///< the first character is not a digit
};

/// The largest number where a topic gives no limit.
inline constexpr std::uint32_t kAnyNumber = 2147483647;

std::optional<std::string> read_name(std::string_view keyword, const Value& value, NameRule rule,
                                     Diagnostics& diagnostics);
std::optional<std::uint32_t> read_number(std::string_view keyword, const Value& value,
                                         std::uint32_t lowest, std::uint32_t highest,
                                         Diagnostics& diagnostics);
/// Y or N.
std::optional<bool> read_flag(std::string_view keyword, const Value& value,
                              Diagnostics& diagnostics);
/// One of the letters, as its index.
std::optional<std::size_t> read_letter(std::string_view keyword, const Value& value,
                                       std::string_view letters, Diagnostics& diagnostics);
/// A host name by RFC 1123, at most 60 characters as the sister statement RMTCICS says.
std::optional<std::string> read_host(std::string_view keyword, const Value& value,
                                     Diagnostics& diagnostics);
/// A dotted IPv4 address, its parts always decimal, without leading zeros. The form of an IPv6
/// address is in no topic seen, so it is refused; a host name may stand for one.
std::optional<std::string> read_address(std::string_view keyword, const Value& value,
                                        Diagnostics& diagnostics);

}  // namespace ptkt::ims_config

#endif
