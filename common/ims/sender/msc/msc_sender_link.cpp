// The part of a sender over MSC that begins and ends the link, and gives it what is read.
#include <algorithm>
#include <utility>

#include "common/crypto/random.hpp"
#include "common/ims/sender/msc/msc_sender.hpp"

namespace ptkt::ims_sender {

using ims_msc::State;

namespace {

base::Result<ims_msc::Token> new_token() {
    ims_msc::Token token{};
    const auto bytes = crypto::random_bytes(token.size());
    if (!bytes) return bytes.error();
    std::ranges::copy(bytes->view(), token.begin());
    return token;
}

/// For each answer, which comes when the other side's program has replied: as long as IMS Connect
/// gives to an acknowledgment, ACKTO.
base::Seconds answer_limit(const Settings& settings) {
    return settings.timeout.value_or(base::Seconds(120));
}

}  // namespace

/// A link that the other side does not know yet.
base::Status MscSender::open_session() {
    const auto token = new_token();
    if (!token) return token.error();
    session_ = &node_.open(context_.msc, *token);
    return {};
}

/// Starts the link once the addresses of the other side are known.
void MscSender::start() {
    waits_->answers.clear();
    waits_->route.look_up();
}

void MscSender::on_addresses(const base::Status& found) {
    if (gave_up_) return;
    if (found) return node_.start(*session_);
    session_->why = found.error().what;
    lost(*session_);
}

bool MscSender::tries_next_address() {
    if (!waits_->route.has_another()) return false;
    context_.host.warn(fmt::format("MSC {}: {}; trying the next address of RMTIMSCON {}",
                                   context_.msc.lclplkid, session_->why, context_.msc.rmtimscon));
    node_.start(*session_);
    return true;
}

/// The link has ended, or did not begin.
void MscSender::lost(const ims_msc::LinkState& session) {
    context_.host.report({base::ErrorKind::Unavailable,
                          fmt::format("MSC {}: {}", context_.msc.lclplkid, session.why),
                          {}});
    if (session.forgotten) return start_anew();
    if (!gave_up_ && tries_again()) return;
    if (session.refused_with) {
        ledger_.met(Verdict::Worst::Refused);
    } else {
        ledger_.met(base::ErrorKind::Unavailable);
    }
    give_up();
}

bool MscSender::tries_again() {
    if (!tries_.take()) return false;
    const auto pause = backoff_.next(random_number());
    context_.host.warn("starting the link again in " + to_text(pause));
    waits_->answers.clear();
    waits_->again.set(loop().now() + pause);
    return true;
}

/// The other side has lost its memory of the link: another one takes what was not sent yet.
void MscSender::start_anew() {
    const ims_msc::LinkState& old = *session_;
    ledger_.doubt(old.in_doubt, old.why);
    const auto& rest = old.outbox.entries();
    if (auto opened = open_session(); !opened) {
        ledger_.keep(opened);
        return over();
    }
    ledger_.begin_anew();
    for (std::size_t i = old.in_doubt; i < rest.size(); ++i)
        ledger_.moved(i - old.in_doubt, session_->outbox.add(rest[i].message));
    start();
}

/// What is on the link is unsent or in doubt, what is left of the input is unsent.
void MscSender::give_up() {
    gave_up_ = true;
    ledger_.doubt(session_->in_doubt, session_->why);
    ledger_.all_unsent(session_->why);
    if (!waits_->input.has_ended() || results_lost_) waits_->input.keep_rest(session_->why);
    over();
}

/// What is on the link has its answer; nothing more is sent.
void MscSender::results_lost() {
    if (std::exchange(results_lost_, true)) return;
    const auto& unsent_file = context_.settings.unsent;
    context_.host.report({base::ErrorKind::Io,
                          "the results cannot be written any more: nothing more is sent",
                          unsent_file ? std::string() : "--unsent FILE keeps what is not sent"});
    ledger_.met(base::ErrorKind::Io);
    // Without a file for it, nothing is to be done with the rest of the input.
    if (!unsent_file) waits_->input.forget_rest();
    if (!waits_->input.has_ended()) on_input_end();
}

/// The link is stopped once it has brought what it was given.
void MscSender::on_input_end() {
    waits_->input.end();
    node_.stop(*session_);
    set_deadline();
}

void MscSender::stop() {
    const bool is_stopped = session_->link.state() == State::Stopped;
    if (!waits_->input.has_ended() && !is_stopped) return on_input_end();
    waits_->input.end();
    session_->why = "stopped by a signal";
    gave_up_ = true;
    if (is_stopped) return give_up();
    node_.drop(*session_, session_->why);
}

/// The loop must turn once more to see it.
void MscSender::over() {
    is_over_ = true;
    waits_->answers.clear();
    waits_->again.clear();
    loop().call_at(loop().now(), [] {});
}

// What is sent, and how long its answers may take.

bool MscSender::has_room() const {
    return session_->outbox.size() < ims_msc::Node::kWindow;
}

void MscSender::send(Message message) {
    const Settings& settings = context_.settings;
    const std::string& code = message.trancode.empty() ? settings.trancode : message.trancode;
    const auto wire_code = settings.encoding.page ? ims_wire::Code::Ebcdic : ims_wire::Code::Ascii;
    ims_msc::Outgoing outgoing{0, code, message.lterm, std::move(message.segments), wire_code};
    if (auto checked = ims_msc::check(outgoing); !checked) {
        const auto where = fmt::format("message {}", message.number);
        context_.host.report(base::Error(checked.error()).within(where));
        ledger_.met(base::ErrorKind::Malformed);
        return ledger_.unsent(message.number, message.original, checked.error().what);
    }
    ledger_.sent(message.number, std::move(message.original), session_->outbox.last() + 1);
    node_.send(*session_, std::move(outgoing));
    set_deadline();
}

/// While an answer is due the other side has so long for it.
void MscSender::set_deadline() {
    const bool waits =
        session_->outbox.unanswered() > 0 || session_->link.state() == State::Stopping;
    if (!waits || waits_->again.is_set() || waits_->route.is_looking_up())
        return waits_->answers.clear();
    waits_->answers.set(loop().now() + answer_limit(context_.settings));
}

void MscSender::on_late_answers() {
    node_.drop(*session_,
               fmt::format("no answer within {} s", answer_limit(context_.settings).count()));
}

}  // namespace ptkt::ims_sender
