#ifndef PTKT_IMS_SENDER_RESULTS_MESSAGE_RESULT_HPP
#define PTKT_IMS_SENDER_RESULTS_MESSAGE_RESULT_HPP

#include <optional>
#include <string>

#include "common/ims/wire/response.hpp"

namespace ptkt::ims_sender {

/// What became of a message; `Sent` where nothing answers it. `Reply` comes beside the others: what
/// the other side's transaction has answered. `Output` is what was fetched, or came unasked.
enum class Word { Ack, Nak, Unsent, Sent, Reply, Output };

struct MessageResult {
    Word word = Word::Unsent;
    std::string detail;
    std::string client_id;
    std::optional<ims_wire::Rsm> rsm;
    ims_wire::Segments reply;
    ims_wire::Code reply_code = ims_wire::Code::Ebcdic;
    bool again = false;  ///< an earlier run has sent it too and had no answer
    std::optional<std::string> mod_name;
    std::optional<ims_wire::Csm> csm;
};

/// One of a message that was not sent, with the reason.
[[nodiscard]] inline MessageResult unsent(std::string detail) {
    MessageResult result;
    result.detail = std::move(detail);
    return result;
}

/// What an answer carries: its segments with their code, its MOD name, its status.
[[nodiscard]] MessageResult result_of(Word word, const ims_wire::Response& response,
                                      std::string client_id);

}  // namespace ptkt::ims_sender

#endif
