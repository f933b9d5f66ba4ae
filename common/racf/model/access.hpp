#ifndef PTKT_RACF_MODEL_ACCESS_HPP
#define PTKT_RACF_MODEL_ACCESS_HPP

#include <optional>
#include <string_view>

namespace ptkt::racf {

/// Access levels; each includes those before it.
enum class Access { None, Execute, Read, Update, Control, Alter };

/// `NONE`, `EXECUTE`, `READ`, `UPDATE`, `CONTROL`, `ALTER`.
[[nodiscard]] std::string_view to_string(Access access);
/// The level of a full upper-case word.
[[nodiscard]] std::optional<Access> access_of(std::string_view word);

/// Group authorities; each includes those before it.
enum class GroupAuthority { Use, Create, Connect, Join };

/// `USE`, `CREATE`, `CONNECT`, `JOIN`.
[[nodiscard]] std::string_view to_string(GroupAuthority authority);
[[nodiscard]] std::optional<GroupAuthority> group_authority_of(std::string_view word);

}  // namespace ptkt::racf

#endif
