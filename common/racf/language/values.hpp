#ifndef PTKT_RACF_LANGUAGE_VALUES_HPP
#define PTKT_RACF_LANGUAGE_VALUES_HPP

#include "common/racf/language/spec.hpp"
#include "common/racf/model/operand_values.hpp"

/// Short ways to write down operands in the table of commands.
namespace ptkt::racf_command::table {

using namespace operands;

/// A segment that has no meaning for PassTickets and trusted connections: defined, removed, listed.
constexpr Keyword segment(std::string_view name, std::string_view help) {
    return Keyword{name, help, kRaw}.in(name).ignored();
}
constexpr Keyword no_segment(std::string_view name, std::string_view exclusive) {
    return Keyword{name, "removes the segment"}.in(exclusive).ignored();
}
constexpr Keyword no_such_segment(std::string_view name) {
    return Keyword{name, "segment, which is never stored here"}.as_segment();
}

/// RRSF's direction of a command to other systems; there are none here.
constexpr Keyword kAt =
    Keyword{"AT", "systems to run the command on (RRSF)", kRaw}.in("at").ignored();
constexpr Keyword kOnlyAt =
    Keyword{"ONLYAT", "systems to run the command on only (RRSF)", kRaw}.in("at").ignored();

}  // namespace ptkt::racf_command::table

#endif
