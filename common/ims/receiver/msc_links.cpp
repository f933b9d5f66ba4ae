#include "common/ims/receiver/msc_links.hpp"

#include "common/base/text/ascii.hpp"
#include "common/ims/wire/reasons.hpp"

namespace ptkt::ims_receiver {

using ims_msc::Outgoing;

bool MscLinks::take(Connection& connection, const ims_wire::Request& request) {
    const auto control = ims_msc::link_control(request);
    if (!control) {
        refuse(connection, malformed(control.error()));
        return true;
    }
    if (*control) {
        if (const auto refused = node_.on_request(connection, request, **control))
            refuse(connection, *refused);
        return true;
    }
    if (!node_.carries_link(connection.id())) return false;
    constexpr std::uint32_t kProtocolError = 36;
    refuse(connection, refusal(kProtocolError, "protocol-error",
                               "a connection serves MSC or OTMA, never both"));
    return true;
}

bool MscLinks::is_sign_on(const Connection& connection, const ims_wire::Request& request) const {
    const auto control = ims_msc::link_control(request);
    return control && *control && !node_.carries_link(connection.id());
}

void MscLinks::on_verified(const Connection& connection, const ims_msc::LinkState& session) {
    const std::string peer = to_string(connection.peer());
    const auto& partner = session.partner;
    if (!partner.trusted) {
        program_.line(
            fmt::format("{}: MSC {}: not checked, since RACF=N", peer, session.msc->lclplkid));
        return;
    }
    trusted_since_[&session] = std::chrono::steady_clock::now();
    program_.news(fmt::format("{}: MSC {}: trusted as {} for {}", peer, session.msc->lclplkid,
                              partner.user, partner.appl));
    json::Json more = json::Json::object();
    more.set("client_id", session.partner_client_id)
        .set("user", partner.user)
        .set("appl", partner.appl)
        .set("link", session.msc->lclplkid);
    if (const auto tls = connection.protection(); !tls.empty()) more.set("tls", tls);
    program_.event("verified", connection.peer(), std::move(more));
}

std::optional<net::TimePoint> MscLinks::trusted_since(const ims_msc::LinkState& session) const {
    const auto found = trusted_since_.find(&session);
    return found != trusted_since_.end() ? std::optional(found->second) : std::nullopt;
}

net::TimePoint MscLinks::since(const ims_msc::LinkState& session) const {
    const auto found = since_.find(&session);
    return found != since_.end() ? found->second : std::chrono::steady_clock::now();
}

void MscLinks::on_active(ims_msc::LinkState& session) {
    program_.count_link(session.msc->lclplkid);
    since_[&session] = std::chrono::steady_clock::now();
    json::Json more = json::Json::object();
    more.set("client_id", session.partner_client_id).set("link", session.msc->lclplkid);
    program_.event("link-started", session.in->peer(), std::move(more));
    program_.news(fmt::format("MSC {}: link with {} started, return connection to {}",
                              session.msc->lclplkid, session.msc->rmtims,
                              to_string(session.out->peer())));
}

void MscLinks::on_ended(ims_msc::LinkState& session) {
    since_.erase(&session);
    trusted_since_.erase(&session);
    const auto words =
        fmt::format("MSC {}: link with {} ended{}", session.msc->lclplkid, session.msc->rmtims,
                    session.why.empty() ? "" : ": " + session.why);
    session.why.empty() ? program_.news(words) : program_.line(words);
}

void MscLinks::refuse(Connection& connection, const Refusal& refusal) {
    program_.refuse(connection, refusal);
}

std::optional<Refusal> MscLinks::on_message(Connection& connection, ims_msc::LinkState& session,
                                            const ims_msc::LinkControl& control,
                                            const ims_wire::Request& request) {
    since_[&session] = std::chrono::steady_clock::now();
    const Taken taken{program_.moment(), connection.peer(),     session.partner_client_id,
                      session.partner,   request.irm.datastore, request};
    if (auto refused = program_.take(taken)) return refused;
    program_.count_message(connection, session.msc->lclplkid);
    const auto done = [this, token = session.token, number = control.number](Ended ended) {
        if (!ended) return node_.fail(token, number, ended.error());
        node_.finish(token, number, *std::move(ended));
    };
    program_.reply(taken, control.number, done);
    return std::nullopt;
}

void MscLinks::on_answered(ims_msc::LinkState& session,
                           ims_msc::Outbox<ims_msc::Outgoing>::Entry entry,
                           const ims_wire::Rsm* refusal) {
    since_[&session] = std::chrono::steady_clock::now();
    if (refusal == nullptr) return;
    program_.line(fmt::format("MSC {}: the reply to message {} was refused: {}",
                              session.msc->lclplkid, entry.message.answers,
                              ims_wire::describe(*refusal)));
}

Outgoing acknowledging_reply(const std::string& hws_id, const Taken& taken, std::uint64_t number) {
    const auto text = fmt::format("{} TOOK MESSAGE {} OF {}", hws_id, number, taken.client_id);
    Outgoing reply;
    reply.code = taken.request.code;
    // Letters, digits and blanks are in every code.
    reply.segments.push_back(ims_wire::to_wire(text, reply.code).value());
    return reply;
}

base::Result<std::optional<Outgoing>> reply_of(const ims_protocol::Output& output,
                                               ims_wire::Code code, ebcdic::CodePage page) {
    if (output.segments.empty()) return std::optional<Outgoing>();
    Outgoing reply;
    reply.code = code;
    for (const std::string& text : output.segments) {
        auto bytes = ims_wire::to_wire(text, code, page);
        if (!bytes) return std::move(bytes).error();
        reply.segments.push_back(std::move(*bytes));
    }
    if (auto fits = ims_msc::check(reply); !fits) return std::move(fits).error();
    return std::optional(std::move(reply));
}

}  // namespace ptkt::ims_receiver
