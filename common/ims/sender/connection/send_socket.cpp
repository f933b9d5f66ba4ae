#include "common/ims/sender/connection/send_socket.hpp"

#include <utility>

namespace ptkt::ims_sender {

SendSocket::SendSocket(const Context& context, net::Loop::Callback woken)
    : context_(context), requests_(context), woken_(std::move(woken)), watch_(context.loop, [this] {
          is_woken_ = true;
          woken_();
      }) {}

/// IBM's displays show a generated id for each socket between two IMS Connects: OTM and five more
/// characters. An ordinary client has one that cannot be taken for such.
base::Result<std::string> SendSocket::new_client_id() const {
    const Settings& settings = context_.settings;
    if (!settings.client.client_id.empty()) return settings.client.client_id;
    return context_.client_ids->next(is_client(settings) ? "PTK" : "OTM");
}

void SendSocket::drop_stale() {
    if (is_stale()) close();
}

/// A descriptor is watched no more before it is closed: the next one may have its number.
void SendSocket::close() {
    watch_.clear();
    connecting_.reset();
    client_.reset();
}

base::Result<bool> SendSocket::connect() {
    if (client_) return true;
    if (!connecting_) {
        connecting_.emplace(context_.connection.host(), context_.connection.port,
                            time_limit(context_.settings), context_.settings.client.exit,
                            context_.wrap, context_.loop.clock());
    } else if (!is_woken_ && context_.now() < connecting_->until()) {
        return false;
    }
    watch_.clear();  // each step may close what was waited for
    is_woken_ = false;
    auto client = connecting_->advance();
    if (client && !*client) {
        const auto next = connecting_->awaited();
        if (auto watched = watch_.set(next.fd, next.ready_for); !watched) {
            close();
            return std::move(watched).error();
        }
        return false;
    }
    connecting_.reset();
    if (!client) return std::move(client).error();
    auto id = new_client_id();
    if (!id) return std::move(id).error();
    connected(*std::move(*client), std::move(*id));
    return true;
}

void SendSocket::connected(ims_protocol::Client client, std::string client_id) {
    client_.emplace(std::move(client));
    context_.tickets.warn_of_clear_socket(client_->peer());
    client_id_ = std::move(client_id);
    ticket_was_sent_ = false;
    sent_ = {};
    if (!context_.settings.tells_news) return;
    const auto tls = client_->protection();
    context_.host.note(fmt::format("connected to {} as {}{}{}", to_string(client_->peer()),
                                   client_id_, tls.empty() ? "" : " by ", tls));
}

base::Result<bool> SendSocket::connect_for(const Message& message) {
    if (!client_ && !connecting_)
        if (auto trial = requests_.of(message, client_id_, {}); !trial)
            return std::move(trial).error();
    return connect();
}

bool SendSocket::needs_ticket() const {
    const Settings& settings = context_.settings;
    if (!context_.tickets.subject()) return false;
    return !client_ || !ticket_was_sent_ || is_client(settings) || settings.ticket_per_message;
}

bool SendSocket::answer_needs_ticket() const {
    return context_.tickets.subject() && context_.settings.ticket_per_message;
}

std::chrono::milliseconds SendSocket::pause(bool is_needed) const {
    return is_needed ? context_.tickets.pause() : std::chrono::milliseconds(0);
}

/// An empty one where none is needed.
base::Result<base::Secret> SendSocket::ticket(bool is_needed) {
    if (!is_needed) return base::Secret();
    if (const auto* const password = context_.tickets.password()) return password->clone();
    const auto made = context_.tickets.make();
    if (!made) return made.error();
    const auto& subject = *context_.tickets.subject();
    if (context_.settings.tells_news)
        context_.host.note(fmt::format("PassTicket ({}) made for {}, user {}, application {}",
                                       passticket::to_string(made->kind),
                                       base::to_rfc3339(made->made), subject.user.str(),
                                       subject.appl.str()));
    return base::Secret(base::as_bytes(made->ticket.text()));
}

base::Status SendSocket::send(const Message& message) {
    const bool needs_one = needs_ticket();
    // A message that cannot be encoded costs no ticket.
    if (needs_one)
        if (auto trial = requests_.of(message, client_id_, {}); !trial)
            return std::move(trial).error();
    auto made = ticket(needs_one);
    if (!made) {
        close();
        return std::move(made).error();
    }
    auto bytes = requests_.of(message, client_id_, std::move(*made));
    if (!bytes) return std::move(bytes).error();
    ticket_was_sent_ = true;
    say(std::move(*bytes));
    return {};
}

base::Status SendSocket::resume() {
    auto made = ticket(needs_ticket());
    if (!made) return std::move(made).error();
    auto bytes = requests_.of_resume(client_id_, std::move(*made));
    if (!bytes) return std::move(bytes).error();
    say(std::move(*bytes));
    return {};
}

base::Status SendSocket::send_callout_response(const ims_wire::CorrelationToken& token,
                                               base::ByteView data) {
    auto made = ticket(needs_ticket());
    if (!made) return std::move(made).error();
    auto bytes = requests_.of_callout_response(token, data, client_id_, std::move(*made));
    if (!bytes) return std::move(bytes).error();
    say(std::move(*bytes));
    return {};
}

base::Status SendSocket::answer(const ims_protocol::ClientAnswer& answer) {
    auto made = ticket(answer_needs_ticket());
    if (!made) return std::move(made).error();
    auto bytes = requests_.of(answer, client_id_, std::move(*made));
    if (!bytes) return std::move(bytes).error();
    say(std::move(*bytes));
    return {};
}

void SendSocket::say(base::Secret bytes) {
    until_ = context_.now() + context_.ack_limit;
    sent_ = client_->send(std::move(bytes));
    if (client_->is_sending()) await(true);
}

void SendSocket::send_more() {
    if (!is_sending()) return;
    sent_ = client_->send_more();
    if (client_->is_sending() && context_.now() >= until_)
        sent_ = client_->give_up_sending(context_.ack_limit);
    if (client_->is_sending()) await(true);
}

/// What cannot be watched is not waited for: the time limit ends it.
void SendSocket::await(bool for_room) {
    const auto next = client_->awaited(for_room);
    static_cast<void>(watch_.set(next.fd, next.ready_for));
}

/// A peer that refuses may answer before it has taken everything, so its answer counts first.
base::Result<std::optional<ims_wire::Response>> SendSocket::receive_ready() {
    auto answer = client_->receive_ready();
    if (answer && *answer && (*answer)->client_id) client_id_ = *(*answer)->client_id;
    if (answer) {
        if (!*answer) listen();
        return answer;
    }
    close();
    return sent_ ? std::move(answer).error() : sent_.error();
}

base::Error SendSocket::give_up() {
    const base::Error late = client_->no_answer(context_.ack_limit);
    close();
    return sent_ ? late : sent_.error();
}

/// Where only a part of a message was sent, nothing can come after it.
void SendSocket::end_exchange(bool peer_closes) {
    if (peer_closes || !sent_ || !context_.connection.persistent) close();
}

bool SendSocket::end_output() {
    if (client_->end_output()) return true;
    await(true);
    return false;
}

}  // namespace ptkt::ims_sender
