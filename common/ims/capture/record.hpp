#ifndef PTKT_IMS_CAPTURE_RECORD_HPP
#define PTKT_IMS_CAPTURE_RECORD_HPP

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "common/ims/capture/frame.hpp"
#include "common/ims/capture/packet.hpp"
#include "common/ims/wire/data_code.hpp"

namespace ptkt::ims_capture {

/// What a message says of who sends what: an answer is shown with that of the message it answers.
struct Asked {
    ims_wire::MessageKind kind = ims_wire::MessageKind::SendReceive;
    std::string client_id;
    std::string user;
    std::string group;
    std::string appl;
    std::string tran;
    ims_wire::DataCode code = ims_wire::DataCode::Ebcdic;
    bool has_ticket = false;
};
/// Fills it in place, since it is there for every message.
void read_asked(const ims_wire::Request& request, Asked& asked);

/// A message, an answer, or what is in the place of one.
struct Record {
    const Frame& frame;
    std::uint64_t conversation = 0;  ///< counted from 1
    std::optional<Time> time;        ///< of the packet that completed it
    std::string_view from;           ///< empty where nothing is known of a network
    std::string_view to;
    const Asked* asked = nullptr;  ///< of the message itself, or of the one that it answers
};
using Sink = std::function<void(const Record&)>;

/// The refusal that a record is; nothing where it is none. Expired timers and the RSM that ends a
/// conversation in commit mode 1 are none.
[[nodiscard]] const ims_wire::Rsm* refusal_in(const Record& record);

/// Which records are wanted. Empty: all.
struct Filter {
    std::optional<std::string> connection;  ///< `#1`, or an address, a port or both of an end
    std::optional<std::string> client_id;
    std::optional<std::string> user;
    std::optional<std::string> tran;
    bool refusals = false;

    [[nodiscard]] bool wants(const Record& record) const;
};

}  // namespace ptkt::ims_capture

#endif
