#ifndef PTKT_RACF_LANGUAGE_MESSAGE_HPP
#define PTKT_RACF_LANGUAGE_MESSAGE_HPP

#include <optional>
#include <string>

#include "common/base/text/source_text.hpp"

namespace ptkt::racf_command {

/// One message as RACF or TSO/E prints it: `ICH10102I APPLI2I ALREADY DEFINED TO CLASS APPL.`
/// Texts with the prefix PTKT are this product's own: they say what RACF has no message for, or
/// what its message says is not known to us.
struct Message {
    std::string id;
    std::string text;
    std::optional<base::Span> where;  ///< in the source text, when it is about a place in it

    [[nodiscard]] std::string line() const { return id + " " + text; }
};

}  // namespace ptkt::racf_command

#endif
