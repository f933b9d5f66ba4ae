#include "common/ims/sender/send_socket.hpp"

#include "common/crypto/random.hpp"

namespace ptkt::ims_sender {

using ims_wire::ClientMessage;
using ims_wire::MessageKind;
namespace f0 = ims_wire::f0;
namespace f1 = ims_wire::f1;
namespace f2 = ims_wire::f2;
namespace f3 = ims_wire::f3;

namespace {

MessageKind kind_of(Mode mode) {
    switch (mode) {
        case Mode::SendReceive:
            return MessageKind::SendReceive;
        case Mode::SendOnly:
            return MessageKind::SendOnly;
        case Mode::Resume:
            return MessageKind::ResumeTpipe;
        case Mode::Trusted:
        case Mode::SendOnlyAck:
            break;
    }
    return MessageKind::SendOnlyAck;
}

void ask_for_duplicate(Duplicate duplicate, ClientMessage& message) {
    if (duplicate == Duplicate::Cancel) message.f3 |= f3::kCancId;
    if (duplicate != Duplicate::Generate) return;
    message.f1 |= f1::kCidReq;
    message.f2 |= f2::kGenCid;
}

}  // namespace

std::string SendSocket::peer() const {
    return fmt::format("{}:{}", connection_->host(), connection_->port);
}

/// IBM's displays show a generated id for each socket between two IMS Connects: OTM and five more
/// characters. An ordinary client has one that cannot be taken for such.
base::Result<std::string> SendSocket::new_client_id() const {
    if (!settings_->client.client_id.empty()) return settings_->client.client_id;
    const auto random = crypto::random_bytes(sizeof(std::uint32_t));
    if (!random) return random.error();
    const auto value = base::ByteReader(random->view()).u32().value();
    return ims_wire::generated_client_id(is_client(*settings_) ? "PTK" : "OTM", value);
}

void SendSocket::drop_stale() {
    if (client_ && client_->is_stale()) client_.reset();
}

void SendSocket::close() {
    connecting_.reset();
    client_.reset();
}

base::Result<bool> SendSocket::connect() {
    if (client_) return true;
    if (!connecting_)
        connecting_.emplace(connection_->host(), connection_->port, time_limit(*settings_),
                            settings_->client.exit, wrap_);
    auto client = connecting_->advance();
    if (client && !*client) return false;
    connecting_.reset();
    if (!client) return std::move(client).error();
    auto id = new_client_id();
    if (!id) return std::move(id).error();
    connected(*std::move(*client), std::move(*id));
    return true;
}

void SendSocket::connected(ims_protocol::Client client, std::string client_id) {
    client_.emplace(std::move(client));
    tickets_->warn_of_clear_socket(client_->peer());
    client_id_ = std::move(client_id);
    ticket_was_sent_ = false;
    if (!settings_->tells_news) return;
    const auto tls = client_->protection();
    host_->note(fmt::format("connected to {} as {}{}{}", to_string(client_->peer()), client_id_,
                            tls.empty() ? "" : " by ", tls));
}

base::Result<bool> SendSocket::connect_for(const Message& message) {
    if (!client_ && !connecting_)
        if (auto checked = check(message); !checked) return std::move(checked).error();
    return connect();
}

net::Awaited SendSocket::awaited() const {
    return client_ ? client_->awaited() : connecting_->awaited();
}

bool SendSocket::needs_ticket() const {
    if (!tickets_->subject()) return false;
    return !client_ || !ticket_was_sent_ || is_client(*settings_) || settings_->ticket_per_message;
}

bool SendSocket::answer_needs_ticket() const {
    return tickets_->subject() && settings_->ticket_per_message;
}

base::Result<base::Secret> SendSocket::ticket() {
    const auto made = tickets_->make();
    if (!made) return made.error();
    if (settings_->tells_news)
        host_->note(fmt::format("PassTicket ({}) made for {}, user {}, application {}",
                                passticket::to_string(made->kind), base::to_rfc3339(made->made),
                                tickets_->subject()->user.str(), tickets_->subject()->appl.str()));
    return base::Secret(base::as_bytes(made->ticket.text()));
}

/// What all messages of a run have in common.
ClientMessage SendSocket::header(MessageKind kind) const {
    const ClientSettings& client = settings_->client;
    ClientMessage message;
    message.kind = kind;
    message.dialect.exit = client.exit;
    message.dialect.code =
        settings_->encoding.page ? ims_wire::Code::Ebcdic : ims_wire::Code::Ascii;
    message.client_id = client_id_;
    message.datastore = settings_->datastore;
    message.group = client.group;
    message.is_persistent = connection_->persistent;
    message.is_cm0 = settings_->mode != Mode::SendReceive || client.is_cm0;
    message.confirms = client.confirms.value_or(message.is_cm0);
    if (const auto& subject = tickets_->subject()) {
        message.userid = subject->user.str();
        message.appl_name = subject->appl.str();
    }
    return message;
}

ClientMessage SendSocket::header_of(const Message& message) const {
    const ClientSettings& client = settings_->client;
    ClientMessage out = header(kind_of(settings_->mode));
    out.trancode = message.trancode.empty() ? settings_->trancode : message.trancode;
    out.lterm = message.lterm.empty() ? client.lterm : message.lterm;
    out.timer = client.timer.value_or(ims_wire::kTimerDefault);
    if (client.wants_mod) out.f1 |= f1::kMfsReq;
    ask_for_duplicate(client.duplicate, out);
    return out;
}

ClientMessage SendSocket::header_of_resume() const {
    ClientMessage out = header_of({});
    out.trancode.clear();
    out.tpipe = settings_->client.tpipe;
    out.f5 = ims_protocol::option_of(settings_->client.retrieval);
    return out;
}

base::Status SendSocket::say(ClientMessage header, const std::vector<base::ByteView>& data) {
    const auto request = ims_wire::client_request(std::move(header), data);
    if (!request) return request.error();
    const auto bytes = ims_wire::encode_request(*request);
    if (!bytes) return bytes.error();
    sent_ = client_->send(bytes->view(), ack_limit_);
    return {};
}

base::Status SendSocket::check(const Message& message) const {
    const std::vector<base::ByteView> data(message.segments.begin(), message.segments.end());
    const auto trial = ims_wire::client_request(header_of(message), data);
    if (!trial) return trial.error();
    const auto bytes = ims_wire::encode_request(*trial);
    return bytes ? base::Status() : base::Status(bytes.error());
}

base::Status SendSocket::send(const Message& message) {
    // A message that cannot be encoded costs no ticket.
    if (auto checked = check(message); !checked) return checked;
    const std::vector<base::ByteView> data(message.segments.begin(), message.segments.end());
    ClientMessage out = header_of(message);
    if (needs_ticket()) {
        auto made = ticket();
        if (!made) {
            client_.reset();
            return std::move(made).error();
        }
        out.ticket = std::move(*made);
    }
    ticket_was_sent_ = true;
    return say(std::move(out), data);
}

base::Status SendSocket::resume() {
    ClientMessage out = header_of_resume();
    if (needs_ticket()) {
        auto made = ticket();
        if (!made) return std::move(made).error();
        out.ticket = std::move(*made);
    }
    return say(std::move(out), {});
}

/// It has the commit mode and sync level of what it answers.
base::Status SendSocket::answer(const ims_protocol::ClientAnswer& answer) {
    ClientMessage out = header(answer.kind);
    out.timer = answer.timer;
    out.f1 = answer.f1;
    if (answer.kind == MessageKind::Nak && settings_->client.nak) {
        const auto& reason = settings_->client.nak->reason;
        out.f0 = reason ? f0::kNakRsn : f0::kSyncNak;
        out.nak_reason = reason.value_or(0);
    }
    if (answer_needs_ticket()) {
        auto made = ticket();
        if (!made) return std::move(made).error();
        out.ticket = std::move(*made);
    }
    return say(std::move(out), {});
}

base::Result<ims_wire::Response> SendSocket::receive(net::TimePoint until) {
    // A peer that refuses may answer before it has taken everything, so its answer counts first.
    auto answer = client_->receive(until, ack_limit_);
    if (answer && answer->client_id) client_id_ = *answer->client_id;
    if (answer) return answer;
    client_.reset();
    return sent_ ? std::move(answer).error() : sent_.error();
}

base::Result<std::optional<ims_wire::Response>> SendSocket::receive_ready() {
    auto answer = client_->receive_ready();
    if (answer && *answer && (*answer)->client_id) client_id_ = *(*answer)->client_id;
    if (answer) return answer;
    client_.reset();
    return sent_ ? std::move(answer).error() : sent_.error();
}

void SendSocket::end_exchange(bool peer_closes) {
    if (peer_closes || !connection_->persistent) client_.reset();
}

std::optional<ims_wire::Response> SendSocket::finish() {
    const auto limit = time_limit(*settings_);
    const auto until = std::chrono::steady_clock::now() + limit;
    client_->end_output(until);
    auto answer = client_->receive(until, limit);
    client_.reset();
    return answer ? std::optional(std::move(*answer)) : std::nullopt;
}

}  // namespace ptkt::ims_sender
