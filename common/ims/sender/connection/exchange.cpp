#include "common/ims/sender/connection/exchange.hpp"

#include <utility>

namespace ptkt::ims_sender {

using ims_wire::MessageKind;

namespace {

/// What only an error answers is not waited for either.
bool is_answered(MessageKind kind) {
    return kind != MessageKind::SendOnly && kind != MessageKind::SendOnlyError &&
           kind != MessageKind::CalloutResponse;
}

}  // namespace

Exchange::End Exchange::lost(const base::Error& why) {
    return {End::How::Lost, {}, true, why};
}

net::TimePoint Exchange::deadline() const {
    return socket_.is_sending() ? socket_.until() : until_;
}

Exchange::Over Exchange::go_on() {
    Over over;
    switch (phase_) {
        case Phase::Sending:
            return send_more();
        case Phase::Acknowledging:
            over = send_more();
            break;
        case Phase::Answering:
            over = answer();
            break;
        case Phase::Deciding:
            return std::nullopt;
        case Phase::Hearing:
            break;
    }
    // What came with the answer before is there already, and wakes nobody.
    return over ? over : hear();
}

/// While its ticket is waited for, what the peer says has time.
Exchange::Over Exchange::on_ready() {
    if (phase_ != Phase::Answering && phase_ != Phase::Deciding) return go_on();
    socket_.ignore();
    return std::nullopt;
}

Exchange::Over Exchange::send_more() {
    socket_.send_more();
    if (socket_.is_sending()) return std::nullopt;
    if (phase_ == Phase::Acknowledging) return answered();
    if (!is_answered(plan_.kind)) return End{};
    return listen();
}

Exchange::Over Exchange::listen() {
    phase_ = Phase::Hearing;
    until_ = listener_.answer_by();
    socket_.listen();
    return std::nullopt;
}

Exchange::Over Exchange::hear() {
    while (phase_ == Phase::Hearing) {
        auto answer = socket_.receive_ready();
        if (!answer) return lost(answer.error());
        if (!*answer) {
            if (context_.now() < until_) break;
            return lost(socket_.give_up());
        }
        if (auto over = take(*std::move(*answer))) return over;
    }
    return std::nullopt;
}

Exchange::Over Exchange::take(ims_wire::Response response) {
    step_ = dialogue_.on_answer(response);
    response_ = std::move(response);
    if (const auto told = listener_.on_answer(*response_, step_.has_output); !told)
        return End{End::How::Untold, {}, true, told.error()};
    if (!listener_.has_decided()) {
        phase_ = Phase::Deciding;
        until_ = net::TimePoint::max();
        socket_.ignore();
        return std::nullopt;
    }
    if (!step_.answer) return answered();
    phase_ = Phase::Answering;
    return answer();
}

Exchange::Over Exchange::decided(std::optional<std::uint16_t> rejection) {
    if (!step_.answer) return answered();
    if (rejection) {
        step_.answer->kind = MessageKind::Nak;
        step_.answer->nak_reason = *rejection;
    }
    phase_ = Phase::Answering;
    return answer();
}

Exchange::Over Exchange::answer() {
    // Nothing may follow a message of which only a part was sent.
    if (!socket_.sent()) return lost(socket_.sent().error());
    const auto pause = socket_.answer_ticket_pause();
    if (pause.count() > 0) {
        until_ = context_.now() + pause;
        return std::nullopt;
    }
    if (const auto sent = socket_.answer(*step_.answer); !sent) return lost(sent.error());
    phase_ = Phase::Acknowledging;
    return send_more();
}

/// What was to be said about the last answer is said.
Exchange::Over Exchange::answered() {
    const bool acknowledges = phase_ == Phase::Acknowledging;
    // Output that is fetched is not ours before its ACK has left.
    if (acknowledges && plan_.kind == MessageKind::ResumeTpipe && !socket_.sent())
        return lost(socket_.sent().error());
    if (const auto told = listener_.on_settled(); !told)
        return End{End::How::Untold, {}, true, told.error()};
    if (listener_.has_enough()) return End{End::How::Enough};
    if (!step_.ending) return listen();
    return End{End::How::Answered, *step_.ending, step_.closes, {}};
}

}  // namespace ptkt::ims_sender
