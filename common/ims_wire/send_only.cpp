#include "common/ims_wire/send_only.hpp"

#include <fmt/format.h>

namespace ptkt::ims_wire {

namespace {

constexpr std::size_t kLargestData = kLargestSentLl - kSegmentHeaderLength;

Irm send_only_irm(SendOnly message) {
    Irm irm;
    irm.arch = arch::kReroute;
    irm.f5 = message.code == Code::Ebcdic ? f5::kClientTranslated : base::Byte{0};
    irm.timer = message.timer;
    irm.soct = soct::kPersistent;
    irm.client_id = std::move(message.client_id);
    irm.f2 = f2::kCm0;
    irm.f3 = f3::kSyncConfirm;
    irm.f4 = MessageKind::SendOnlyAck;
    irm.trancode = std::move(message.trancode);
    irm.datastore = std::move(message.datastore);
    irm.lterm = std::move(message.lterm);
    irm.userid = std::move(message.userid);
    irm.group = std::move(message.group);
    irm.password = std::move(message.ticket);
    irm.appl_name = std::move(message.appl_name);
    irm.reroute.emplace();
    return irm;
}

/// The transaction code in its 8 bytes, or nothing at all when it is blank.
base::Result<base::Bytes> code_prefix(std::string_view trancode, Code code) {
    if (trancode.empty()) return base::Bytes();
    auto bytes = to_wire(trancode, code);
    if (!bytes) return std::move(bytes).error().within("transaction code");
    if (bytes->size() > kNameLength)
        return base::fail(base::ErrorKind::Malformed,
                          "transaction code is longer than {} characters", kNameLength);
    bytes->resize(kNameLength, blank(code));
    return bytes;
}

base::Status add_segment(Segments& segments, base::ByteView data) {
    if (data.size() > kLargestData)
        return base::fail(base::ErrorKind::Malformed, "segment of {} bytes is longer than {}",
                          data.size(), kLargestData);
    return segments.add(data);
}

}  // namespace

base::Result<Request> send_only_request(SendOnly message, const std::vector<base::ByteView>& data) {
    if (data.empty()) return base::fail(base::ErrorKind::Malformed, "message without a segment");
    auto first = code_prefix(message.trancode, message.code);
    if (!first) return std::move(first).error();
    first->insert(first->end(), data.front().begin(), data.front().end());
    Request request;
    auto status = add_segment(request.segments, *first);
    for (std::size_t i = 1; status && i < data.size(); ++i)
        status = add_segment(request.segments, data[i]);
    if (!status) return std::move(status).error();
    request.code = message.code;
    request.irm = send_only_irm(std::move(message));
    return request;
}

std::string generated_client_id(std::string_view prefix, std::uint32_t value) {
    return fmt::format("{}{:05X}", prefix, value & 0xFFFFFU);
}

}  // namespace ptkt::ims_wire
