#ifndef PTKT_RACF_COMMAND_CLASS_OPTIONS_HPP
#define PTKT_RACF_COMMAND_CLASS_OPTIONS_HPP

#include <string_view>
#include <vector>

#include "common/racf/language/command.hpp"
#include "common/racf/model/class_table.hpp"
#include "common/racf/model/options.hpp"

/// Which classes an operand of SETROPTS is about.
namespace ptkt::racf_command {

/// An option that is on or off by class.
struct ClassOption {
    std::string_view on;
    std::string_view off;
    racf::ClassSet racf::Options::*set;
    bool (*allowed)(const racf::ClassInfo&);  ///< may a resource class have the option?
    bool for_data_sets;                       ///< may DATASET have it?
    bool for_users;                           ///< may USER and GROUP have it?
};

/// All such options but RACLIST, which also takes and drops snapshots.
[[nodiscard]] const std::vector<ClassOption>& class_options();
/// One of them by the name of its keyword; another name is a bug and throws std::logic_error.
[[nodiscard]] const ClassOption& class_option(std::string_view on);
/// RACLIST and NORACLIST.
[[nodiscard]] const ClassOption& raclist_option();

/// The options as a listing shows them: without those of classes that are gone.
[[nodiscard]] racf::Options listed_options(racf::Options options);

/// The first class of an operand that cannot have the option, or nullptr. An option that a class
/// has can be taken back, whether or not the class may have it.
[[nodiscard]] const Value* first_wrong_class(const racf::Options& options,
                                             const ClassOption& option, const Operand& operand);

/// The classes that an operand sets an option for, or takes it back: those it names and those that
/// share their options; `*` is all that may have it. `options` are those before it. [RACF Security
/// Administrator's Guide, POSIT values]
[[nodiscard]] racf::ClassSet classes_of(const racf::Options& options, const ClassOption& option,
                                        const Operand& operand);

}  // namespace ptkt::racf_command

#endif
