#include "tools/imscon-send/link.hpp"

#include "common/cli/diagnostics.hpp"
#include "common/crypto/random.hpp"
#include "common/ims_wire/send_only.hpp"

namespace ptkt::imscon_send {

namespace {

/// IBM's displays show a generated id for each send socket: OTM and five more characters.
base::Result<std::string> new_client_id() {
    const auto random = crypto::random_bytes(sizeof(std::uint32_t));
    if (!random) return random.error();
    const auto value = base::ByteReader(random->view()).u32().value();
    return ims_wire::generated_client_id("OTM", value);
}

}  // namespace

std::string Link::peer() const {
    return fmt::format("{}:{}", connection_->host(), connection_->port);
}

base::Status Link::connect() {
    if (client_ && !client_->is_stale()) return {};
    client_.reset();
    auto id = new_client_id();
    if (!id) return std::move(id).error();
    auto client = ims_connection::Client::connect(
        connection_->host(), connection_->port, patience(*options_), ims_wire::Exit::Sampl1, wrap_);
    if (!client) return std::move(client).error();
    client_.emplace(std::move(*client));
    tickets_->warn_of_clear_socket(client_->peer());
    client_id_ = std::move(*id);
    ticket_was_sent_ = false;
    if (options_->common.verbosity > 0) {
        const auto tls = client_->protection();
        cli::note(*io_, fmt::format("connected to {} as {}{}{}", to_string(client_->peer()),
                                    client_id_, tls.empty() ? "" : " by ", tls));
    }
    return {};
}

bool Link::needs_ticket() const {
    if (!tickets_->subject()) return false;
    return !client_ || !ticket_was_sent_ || options_->ticket_per_message;
}

/// The ticket that the next message carries, or an empty one.
base::Result<base::Secret> Link::ticket() {
    if (!needs_ticket()) return base::Secret();
    const auto made = tickets_->make();
    if (!made) return made.error();
    if (options_->common.verbosity > 0)
        cli::note(*io_,
                  fmt::format("PassTicket ({}) made for {}, user {}, application {}",
                              passticket::to_string(made->kind), base::to_rfc3339(made->made),
                              tickets_->subject()->user.str(), tickets_->subject()->appl.str()));
    return base::Secret(base::as_bytes(made->ticket.text()));
}

base::Result<base::Secret> Link::encode(const Message& message, base::Secret ticket) {
    ims_wire::SendOnly header;
    header.client_id = client_id_;
    header.trancode = message.trancode.empty() ? options_->trancode : message.trancode;
    header.datastore = options_->datastore;
    header.lterm = message.lterm;
    header.ticket = std::move(ticket);
    header.code = options_->encoding.page ? ims_wire::Code::Ebcdic : ims_wire::Code::Ascii;
    if (const auto& subject = tickets_->subject()) {
        header.userid = subject->user.str();
        header.appl_name = subject->appl.str();
    }
    const std::vector<base::ByteView> data(message.segments.begin(), message.segments.end());
    auto request = ims_wire::send_only_request(std::move(header), data);
    if (!request) return std::move(request).error();
    if (!connection_->persistent) request->irm.soct = ims_wire::soct::kTransaction;
    return ims_wire::encode_request(*request);
}

base::Status Link::send(const Message& message) {
    // A message that cannot be encoded costs no ticket.
    if (auto checked = encode(message, {}); !checked) return std::move(checked).error();
    if (auto connected = connect(); !connected) return connected;
    auto carried = ticket();
    if (!carried) {
        client_.reset();
        return std::move(carried).error();
    }
    ticket_was_sent_ = true;
    const auto bytes = encode(message, std::move(*carried));
    if (!bytes) return bytes.error();
    sent_ = client_->send(bytes->view(), ack_limit_);
    return {};
}

base::Result<ims_wire::Response> Link::receive(ims_connection::TimePoint until) {
    // A peer that refuses may answer before it has taken everything, so its answer counts first.
    auto answer = client_->receive(until, ack_limit_);
    const bool is_lost = !answer;
    if (is_lost || !connection_->persistent) client_.reset();
    if (is_lost && !sent_) return sent_.error();
    return answer;
}

}  // namespace ptkt::imscon_send
