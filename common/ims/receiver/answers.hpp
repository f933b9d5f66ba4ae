#ifndef PTKT_IMS_RECEIVER_ANSWERS_HPP
#define PTKT_IMS_RECEIVER_ANSWERS_HPP

#include "common/ims/protocol/conversation.hpp"
#include "common/ims/receiver/client_state.hpp"

namespace ptkt::ims_receiver {

/// True when the effects have something for the client.
[[nodiscard]] bool has_answer(const ims_protocol::Effects& effects);

/// The answer on the wire in the client's dialect: with output RMM and CID where it asked for them,
/// then the output, CSM or RSM. Malformed: output that cannot be written in the client's code, or
/// that the client would take for something else.
[[nodiscard]] base::Result<base::Bytes> encode_answer(const ClientState& session,
                                                      const ims_protocol::Effects& effects,
                                                      ebcdic::CodePage page);

/// Why output cannot be sent to the client, if it cannot.
[[nodiscard]] base::Status check_output(const ClientState& session,
                                        const ims_protocol::Output& output, ebcdic::CodePage page);

}  // namespace ptkt::ims_receiver

#endif
