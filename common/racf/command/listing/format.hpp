#ifndef PTKT_RACF_COMMAND_LISTING_FORMAT_HPP
#define PTKT_RACF_COMMAND_LISTING_FORMAT_HPP

#include <string>
#include <vector>

#include "common/racf/command/outcome.hpp"

/// Listings as RACF prints them, line by line. The columns were measured on captured output;
/// reference: listings of pyRACF's test data, and for what these do not show general knowledge.
namespace ptkt::racf_command {

using Lines = std::vector<std::string>;

[[nodiscard]] Lines format(const ResourceListing& listing);
[[nodiscard]] Lines format(const UserListing& listing);
[[nodiscard]] Lines format(const GroupListing& listing);
[[nodiscard]] Lines format(const SearchListing& listing);
[[nodiscard]] Lines format(const OptionsListing& listing);

/// All that a command said, in order: messages and listings, profiles of RLIST apart from each
/// other by three blank lines.
[[nodiscard]] Lines format(const CommandOutcome& outcome);

/// `ALL(READ)`, `SUCCESS(UPDATE),FAILURES(READ)`, `NONE`.
[[nodiscard]] std::string audit_text(const racf::Auditing& audit);
/// The active classes with those that always are: DATASET, GROUP, USER.
[[nodiscard]] racf::ClassSet active_classes(const racf::Options& options);

}  // namespace ptkt::racf_command

#endif
