#include "common/racf/model/access.hpp"

#include <array>

namespace ptkt::racf {

namespace {

constexpr std::array<std::string_view, 6> kAccess{"NONE",   "EXECUTE", "READ",
                                                  "UPDATE", "CONTROL", "ALTER"};
constexpr std::array<std::string_view, 4> kAuthority{"USE", "CREATE", "CONNECT", "JOIN"};

template <typename Enum, std::size_t N>
std::optional<Enum> find(const std::array<std::string_view, N>& words, std::string_view word) {
    for (std::size_t i = 0; i < N; ++i)
        if (words[i] == word) return static_cast<Enum>(i);
    return std::nullopt;
}

}  // namespace

std::string_view to_string(Access access) {
    return kAccess.at(static_cast<std::size_t>(access));
}

std::optional<Access> access_of(std::string_view word) {
    return find<Access>(kAccess, word);
}

std::string_view to_string(GroupAuthority authority) {
    return kAuthority.at(static_cast<std::size_t>(authority));
}

std::optional<GroupAuthority> group_authority_of(std::string_view word) {
    return find<GroupAuthority>(kAuthority, word);
}

}  // namespace ptkt::racf
