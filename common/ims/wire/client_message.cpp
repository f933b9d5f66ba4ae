#include "common/ims/wire/client_message.hpp"

#include <fmt/format.h>

namespace ptkt::ims_wire {

namespace {

constexpr std::size_t kLargestData = kLargestSentLl - kSegmentHeaderLength;

Irm irm_of(ClientMessage message) {
    const auto flag = [](bool is_on, base::Byte bit) { return is_on ? bit : base::Byte{0}; };
    Irm irm;
    irm.arch = arch::kReroute;
    irm.f0 = message.f0;
    irm.nak_reason = message.nak_reason;
    irm.f5 = message.f5 | flag(message.dialect.code == Code::Ebcdic, f5::kClientTranslated);
    irm.timer = message.timer;
    irm.soct = message.is_persistent ? soct::kPersistent : soct::kTransaction;
    irm.client_id = std::move(message.client_id);
    irm.f1 = message.f1;
    irm.f2 = message.f2 | (message.is_cm0 ? f2::kCm0 : f2::kCm1);
    irm.f3 = message.f3 | (message.confirms ? f3::kSyncConfirm : f3::kSyncNone);
    irm.f4 = message.kind;
    irm.trancode = std::move(message.trancode);
    irm.datastore = std::move(message.datastore);
    irm.lterm = std::move(message.lterm);
    irm.userid = std::move(message.userid);
    irm.group = std::move(message.group);
    irm.password = std::move(message.ticket);
    irm.appl_name = std::move(message.appl_name);
    irm.reroute = std::move(message.tpipe);
    const bool asks_for_callouts = message.kind == MessageKind::ResumeTpipe &&
                                   (message.f0 & (f0::kSynOnly | f0::kSynAsyn)) != 0;
    if (message.token || asks_for_callouts) {
        irm.arch = arch::kCallout;
        irm.modname.emplace();
        irm.correlation_token = message.token;
    }
    return irm;
}

/// The transaction code in its 8 bytes, or nothing at all when it is blank.
base::Result<base::Bytes> code_prefix(std::string_view trancode, Code code) {
    if (trancode.empty()) return base::Bytes();
    auto bytes = name_field(trancode, code);
    if (!bytes) return std::move(bytes).error().within("transaction code");
    return bytes;
}

base::Status add_segment(Segments& segments, base::ByteView data) {
    if (data.size() > kLargestData)
        return base::fail(base::ErrorKind::Malformed, "segment of {} bytes is longer than {}",
                          data.size(), kLargestData);
    return segments.add(data);
}

base::Result<Segments> segments_of(const ClientMessage& message,
                                   const std::vector<base::ByteView>& data) {
    Segments segments;
    if (!carries_data(message.kind) || message.token) {
        if (data.empty()) return segments;
        return base::fail(base::ErrorKind::Malformed, "a message {} has no data",
                          to_string(message.kind));
    }
    if (data.empty()) return base::fail(base::ErrorKind::Malformed, "message without a segment");
    auto first = code_prefix(message.trancode, message.dialect.code);
    if (!first) return std::move(first).error();
    first->insert(first->end(), data.front().begin(), data.front().end());
    auto status = add_segment(segments, *first);
    for (std::size_t i = 1; status && i < data.size(); ++i)
        status = add_segment(segments, data[i]);
    if (!status) return std::move(status).error();
    return segments;
}

}  // namespace

base::Result<Request> client_request(ClientMessage message,
                                     const std::vector<base::ByteView>& data) {
    auto segments = segments_of(message, data);
    if (!segments) return std::move(segments).error();
    const Dialect dialect = message.dialect;
    const base::Secret phrase = std::move(message.phrase);
    const std::string message_user = std::move(message.message_user);
    Irm irm = irm_of(std::move(message));
    const auto extend = [&](std::string_view id, base::Bytes bytes) {
        irm.arch = arch::kExtensions;
        irm.f0 |= f0::kExtens;
        irm.extensions.push_back(make_extension(id, std::move(bytes)));
    };
    if (!phrase.empty()) {
        auto bytes = to_wire(base::as_text(phrase.view()), dialect.code);
        if (!bytes) return std::move(bytes).error().within("password phrase");
        extend(kPhraseId, *std::move(bytes));
    }
    if (!message_user.empty()) {
        auto bytes = name_field(message_user, dialect.code);
        if (!bytes) return std::move(bytes).error().within("user of the message");
        extend(kMessageUserId, *std::move(bytes));
    }
    return Request{std::move(irm), *std::move(segments), dialect.code, dialect.exit};
}

base::Result<base::Bytes> name_field(std::string_view name, Code code) {
    auto bytes = to_wire(name, code);
    if (!bytes) return bytes;
    if (bytes->size() > kNameLength)
        return base::fail(base::ErrorKind::Malformed, "'{}' is longer than {} characters", name,
                          kNameLength);
    bytes->resize(kNameLength, blank(code));
    return bytes;
}

std::string generated_client_id(std::string_view prefix, std::uint32_t value) {
    return fmt::format("{}{:05X}", prefix, value & 0xFFFFFU);
}

}  // namespace ptkt::ims_wire
