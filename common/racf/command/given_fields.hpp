#ifndef PTKT_RACF_COMMAND_GIVEN_FIELDS_HPP
#define PTKT_RACF_COMMAND_GIVEN_FIELDS_HPP

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "common/racf/command/job.hpp"
#include "common/racf/model/segment.hpp"

/// Operands become fields of a profile, by the table of its fields.
namespace ptkt::racf_command {

/// Does the command add a profile, or alter one?
enum class Doing { Adding, Altering };

/// What a command says about a field.
struct Said {
    const Operand* given = nullptr;  ///< the operand that gives it
    bool taken_back = false;         ///< NOxxx

    [[nodiscard]] bool anything() const { return given != nullptr || taken_back; }
};
[[nodiscard]] Said said_of(const Job& job, Doing doing, const racf::Given& given);

/// NOxxx of an operand.
[[nodiscard]] std::string removal_of(std::string_view operand);
/// The operand that was given, or NOxxx.
[[nodiscard]] std::string spoken_name(const racf::Given& given, const Said& said);

// Members that an operand sets by itself. Others are set by hand.
void set_value(const Said& said, bool& member);
void set_value(const Said& said, std::string& member);
void set_value(const Said& said, racf::Access& member);
void set_value(const Said& said, int& member);

/// Does what is said about one field. What is by hand about it is left to the caller; NOxxx is not.
template <typename Profile>
void set_field(Said said, const racf::Field<Profile>& field, Profile& profile) {
    if (field.given.by_hand) said.given = nullptr;
    if (!said.anything()) return;
    racf::visit_member(profile, field, [&](auto& member) {
        if constexpr (requires { set_value(said, member); }) set_value(said, member);
    });
}

/// Sets fields of the segments that are named, and removes segments.
void set_segments(const Job& job, Doing doing, std::span<const racf::SegmentTable> tables,
                  std::map<std::string, racf::Segment>& segments);

}  // namespace ptkt::racf_command

#endif
