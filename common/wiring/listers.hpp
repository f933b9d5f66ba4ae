#ifndef PTKT_WIRING_LISTERS_HPP
#define PTKT_WIRING_LISTERS_HPP

/// The commands that print the names of a store, for completions.
namespace ptkt::wiring {

inline constexpr const char* kListUsers = "racf-admin list users";
inline constexpr const char* kListGroups = "racf-admin list groups";
inline constexpr const char* kListProfiles = "racf-admin list profiles";
inline constexpr const char* kListAppls = "racf-admin list profiles PTKTDATA";

}  // namespace ptkt::wiring

#endif
