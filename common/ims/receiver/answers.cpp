#include "common/ims/receiver/answers.hpp"

#include "common/ims/wire/response.hpp"

namespace ptkt::ims_receiver {

namespace {

using ims_protocol::Effects;

std::optional<std::string> mod_name(const ClientState& session, const Effects& effects) {
    if ((session.conversation.wants() & ims_wire::f1::kMfsReq) == 0 || !effects.deliver)
        return std::nullopt;
    if (!effects.deliver->mod_name.empty()) return effects.deliver->mod_name;
    return session.modname.value_or("");
}

}  // namespace

bool has_answer(const Effects& effects) {
    return effects.accepts || effects.deliver || effects.rsm;
}

base::Result<base::Bytes> encode_answer(const ClientState& session, const Effects& effects,
                                        ebcdic::CodePage page) {
    ims_wire::Response response;
    response.code = session.dialect.code;
    if (effects.rsm) {
        response.status = *effects.rsm;
        return ims_wire::encode_response(response, session.dialect.exit);
    }
    response.status = ims_wire::Csm{effects.flags};
    response.mod_name = mod_name(session, effects);
    if (effects.deliver) {
        if ((session.conversation.wants() & ims_wire::f1::kCidReq) != 0)
            response.client_id = session.client_id;
        const auto code =
            effects.deliver->is_of_ims ? ims_wire::data_code_of(response.code) : session.data_code;
        for (const std::string& text : effects.deliver->segments) {
            auto bytes = ims_wire::data_bytes(text, code, page);
            if (!bytes) return std::move(bytes).error();
            if (auto added = response.segments.add(*bytes); !added) return std::move(added).error();
        }
    }
    return ims_wire::encode_response(response, session.dialect.exit);
}

base::Status check_output(const ClientState& session, const ims_protocol::Output& output,
                          ebcdic::CodePage page) {
    Effects effects;
    effects.deliver = output;
    auto encoded = encode_answer(session, effects, page);
    if (!encoded) return std::move(encoded).error();
    return {};
}

}  // namespace ptkt::ims_receiver
