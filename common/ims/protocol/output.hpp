#ifndef PTKT_IMS_PROTOCOL_OUTPUT_HPP
#define PTKT_IMS_PROTOCOL_OUTPUT_HPP

#include <optional>
#include <string>
#include <vector>

namespace ptkt::ims_protocol {

/// What a transaction sends to a client: texts in UTF-8, a segment each. They become bytes of the
/// client's code when they are sent, since whoever fetches them may use another code.
struct Output {
    std::vector<std::string> segments;
    std::string mod_name;    ///< of the MFS MOD, where the transaction names one
    bool is_of_ims = false;  ///< a message of IMS itself, always in the code of the IRM
    friend bool operator==(const Output&, const Output&) = default;
};

/// How a transaction ended. Without output it has not replied.
struct TransactionEnd {
    bool failed = false;
    std::string why;  ///< one line, for the one who runs the program
    Output output;
    /// What the program wants to have again with the next message: its conversation goes on.
    /// Absent: there is none, or this is its end.
    std::optional<std::string> scratch_pad = std::nullopt;
};

}  // namespace ptkt::ims_protocol

#endif
