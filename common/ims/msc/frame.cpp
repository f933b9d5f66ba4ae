#include "common/ims/msc/frame.hpp"

#include <algorithm>

#include "common/ims/wire/layout.hpp"
#include "common/ims/wire/send_only.hpp"

namespace ptkt::ims_msc {

namespace {

using base::ErrorKind;
using ims_wire::Code;

/// The message without the mark of a link. A frame without data is one that controls the link.
base::Result<ims_wire::Request> plain_request(LinkFrame& frame,
                                              const std::vector<base::ByteView>& data, Code code) {
    ims_wire::SendOnly header;
    header.client_id = std::move(frame.client_id);
    header.trancode = std::move(frame.trancode);
    header.datastore = frame.control.rmtims;
    header.lterm = std::move(frame.lterm);
    header.userid = std::move(frame.userid);
    header.ticket = std::move(frame.ticket);
    header.appl_name = std::move(frame.appl_name);
    header.code = code;
    static constexpr base::Byte kNothing = 0;
    const std::vector<base::ByteView> none{base::ByteView(&kNothing, 1)};
    auto request = ims_wire::send_only_request(std::move(header), data.empty() ? none : data);
    if (request && data.empty()) request->segments = ims_wire::Segments();
    return request;
}

}  // namespace

base::Result<base::Secret> encode_frame(LinkFrame frame, const std::vector<base::ByteView>& data,
                                        Code code) {
    if (data.empty() == (frame.control.verb == Verb::Message))
        return base::fail(ErrorKind::Malformed, "{} with {} segments",
                          to_string(frame.control.verb), data.size());
    auto control = encode_control(frame.control);
    if (!control) return std::move(control).error();
    auto request = plain_request(frame, data, code);
    if (!request) return std::move(request).error();
    request->irm.arch = ims_wire::arch::kExtensions;
    request->irm.f0 |= ims_wire::f0::kExtens;
    request->irm.session_token = frame.token;
    request->irm.extensions.push_back(ims_wire::make_extension(kLinkId, std::move(*control)));
    return ims_wire::encode_request(*request);
}

base::Result<std::optional<LinkControl>, ims_wire::DecodeError> link_control(
    const ims_wire::Request& request) {
    const auto& all = request.irm.extensions;
    const auto ours =
        std::ranges::find_if(all, [](const auto& one) { return has_id(one, kLinkId); });
    if (ours == all.end()) return std::optional<LinkControl>();
    const auto refuse = [](std::string what) {
        return ims_wire::exit_refuses(ims_wire::rsncod::kContent, ims_wire::field::kIrmExtnOff.at,
                                      std::move(what));
    };
    auto control = decode_control(ours->data);
    if (!control) return refuse(control.error().what);
    if (control->verb == Verb::Accepted) return refuse("an answer where a message is due");
    if (request.segments.empty() == (control->verb == Verb::Message))
        return refuse(fmt::format("MSC {} with {} segments", to_string(control->verb),
                                  request.segments.size()));
    if (!request.irm.session_token) return refuse("MSC message without IRM_SESTKN");
    return std::optional(std::move(*control));
}

Token token_of(const ims_wire::Request& request) {
    return request.irm.session_token.value_or(Token{});
}

base::Result<ims_wire::Response> accepted(const LinkControl& control, Code code) {
    auto bytes = encode_control(control);
    if (!bytes) return std::move(bytes).error();
    const auto extension = ims_wire::make_extension(kLinkId, std::move(*bytes));
    base::Bytes data(extension.id.begin(), extension.id.end());
    data.insert(data.end(), extension.data.begin(), extension.data.end());
    ims_wire::Response response;
    response.code = code;
    if (auto added = response.segments.add(data); !added) return std::move(added).error();
    return response;
}

base::Result<LinkControl> accepted_control(const ims_wire::Response& response) {
    const auto none = base::fail(ErrorKind::Malformed, "an answer without MSC control data");
    if (response.segments.size() != 1) return none;
    const auto data = response.segments.front().data;
    if (data.size() < ims_wire::kNameLength ||
        !ims_wire::is_text(data.first(ims_wire::kNameLength), kLinkId, Code::Ebcdic))
        return none;
    auto control = decode_control(data.subspan(ims_wire::kNameLength));
    if (control && control->verb != Verb::Accepted) return none;
    return control;
}

}  // namespace ptkt::ims_msc
