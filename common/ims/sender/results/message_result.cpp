#include "common/ims/sender/results/message_result.hpp"

namespace ptkt::ims_sender {

MessageResult result_of(Word word, const ims_wire::Response& response, std::string client_id) {
    MessageResult result;
    result.word = word;
    result.client_id = std::move(client_id);
    result.reply = response.segments;
    result.reply_code = response.code;
    result.mod_name = response.mod_name;
    if (const auto* const rsm = std::get_if<ims_wire::Rsm>(&response.status)) result.rsm = *rsm;
    if (const auto* const csm = std::get_if<ims_wire::Csm>(&response.status)) result.csm = *csm;
    return result;
}

}  // namespace ptkt::ims_sender
