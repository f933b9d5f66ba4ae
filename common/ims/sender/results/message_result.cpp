#include "common/ims/sender/results/message_result.hpp"

#include <algorithm>

namespace ptkt::ims_sender {

namespace {

/// Data without segments, in as many as they need.
void add_data(base::ByteView data, ims_wire::Segments& segments) {
    constexpr std::size_t kMost = ims_wire::kLargestSentLl - ims_wire::kSegmentHeaderLength;
    for (; !data.empty(); data = data.subspan(std::min(data.size(), kMost)))
        static_cast<void>(segments.add(data.first(std::min(data.size(), kMost))));
}

}  // namespace

MessageResult result_of(Word word, const ims_wire::Response& response, std::string client_id) {
    MessageResult result;
    result.word = word;
    result.client_id = std::move(client_id);
    result.reply = response.segments;
    if (response.callout) add_data(response.callout->data, result.reply);
    result.reply_code = response.code;
    result.mod_name = response.mod_name;
    if (const auto* const rsm = std::get_if<ims_wire::Rsm>(&response.status)) result.rsm = *rsm;
    if (const auto* const csm = std::get_if<ims_wire::Csm>(&response.status)) result.csm = *csm;
    return result;
}

}  // namespace ptkt::ims_sender
