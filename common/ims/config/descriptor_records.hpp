#ifndef PTKT_IMS_CONFIG_DESCRIPTOR_RECORDS_HPP
#define PTKT_IMS_CONFIG_DESCRIPTOR_RECORDS_HPP

#include <string>
#include <string_view>
#include <vector>

#include "common/ims/config/syntax.hpp"

namespace ptkt::ims_config {

/// A descriptor as it is written: the letter of its records, its name, and what follows.
struct WrittenDescriptor {
    bool is_destination = true;  ///< D; M is an OTMA client descriptor
    std::string name;
    base::Span name_span;
    std::vector<Operand> operands;
    base::Span span;
    std::vector<Diagnostic> faults;  ///< of its keywords: they count where these are read
    bool broken = false;             ///< part of it was skipped
};

/// Finds the descriptors; knows no keyword. Records that follow each other with the same letter and
/// name are one descriptor; so are records without a letter, which begin with a blank. Keywords
/// stand apart by blanks. Of M records, and of D records of other types than IMSCON, anything is
/// taken.
[[nodiscard]] std::vector<WrittenDescriptor> parse_descriptor_records(
    std::string_view text, const std::vector<Token>& tokens, Diagnostics& diagnostics);

}  // namespace ptkt::ims_config

#endif
