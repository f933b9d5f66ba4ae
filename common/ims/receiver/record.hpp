#ifndef PTKT_IMS_RECEIVER_RECORD_HPP
#define PTKT_IMS_RECEIVER_RECORD_HPP

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/moment.hpp"
#include "common/base/text/ebcdic.hpp"
#include "common/formats/json/json.hpp"
#include "common/ims/sign_on/gate.hpp"
#include "common/ims/wire/data_code.hpp"
#include "common/ims/wire/request.hpp"

namespace ptkt::ims_receiver {

/// A conversation of IMS: its transaction gets what the client says without a code before it.
struct ImsConversation {
    std::uint64_t id = 0;  ///< the number of its first message
    std::string tran;
    std::string scratch_pad;  ///< JSON: what its program wants to have again
};

/// A message that was taken, with what is known about where it came from.
struct Taken {
    base::Moment time;
    const net::Endpoint& peer;
    const std::string& client_id;
    const ims_sign_on::Identity& identity;
    const std::string& datastore;
    const ims_wire::Request& request;
    const ImsConversation* conversation = nullptr;  ///< that the message goes on with
};

/// The transaction that a message is for, and how much of its first segment is the code.
[[nodiscard]] ims_wire::Transaction transaction_of(const Taken& taken);

/// The fields of a message's JSON object in their order.
[[nodiscard]] const std::vector<std::string>& message_fields();

/// What is known of a message, and what it says. `user` is who was admitted: on a trusted
/// connection who signed on, else the user of the message or RACFID's; `message_user` and `group`
/// are what the message itself names. `tran` is the code that the data begin with, and the texts
/// leave it out. `data` is the texts of all segments in a row.
[[nodiscard]] json::Json message_json(const Taken& taken, ebcdic::CodePage page);

/// Is called after each piece of a message that is written: what is written so far may go on its
/// way, so that a long message is not in memory once more in its longest form.
using Relief = std::function<void()>;

/// Appends the same as a line of JSON.
void append_message_line(
    std::string& out, const Taken& taken, ebcdic::CodePage page, const Relief& relief = [] {});

/// A line for each segment; control characters and backslashes as `\n`, `\\` or `\xNN`, which is
/// U+00NN.
void append_message_text(
    std::string& out, const Taken& taken, ebcdic::CodePage page, const Relief& relief = [] {});

/// The segments as they came, and X'00040000' after them.
void append_message_raw(std::string& out, const Taken& taken);

}  // namespace ptkt::ims_receiver

#endif
