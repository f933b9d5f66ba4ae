#include "common/ims/msc/link.hpp"

namespace ptkt::ims_msc {

std::string_view to_string(State state) {
    switch (state) {
        case State::Stopped:
            return "stopped";
        case State::Starting:
            return "starting";
        case State::Active:
            return "active";
        case State::Stopping:
            return "stopping";
    }
    return "";
}

Action Link::end(Action action) {
    *this = Link(role_);
    return action;
}

Action Link::start() {
    if (role_ != Role::Opener || state_ != State::Stopped) return Action::Nothing;
    state_ = State::Starting;
    return Action::Open;
}

Action Link::partner_signed_on() {
    const bool expected = role_ == Role::Opener ? state_ == State::Starting && !partner_in_
                                                : state_ == State::Stopped;
    if (!expected) return end(Action::Refuse);
    partner_in_ = true;
    if (role_ == Role::Opener) return Action::Accept;
    state_ = State::Starting;
    return Action::Open;
}

Action Link::accepted() {
    if (state_ != State::Starting || !partner_in_) return end(Action::Drop);
    state_ = State::Active;
    return role_ == Role::Answerer ? Action::Accept : Action::Nothing;
}

Action Link::refused() {
    const bool is_asked = role_ == Role::Answerer && state_ == State::Starting;
    return end(is_asked ? Action::Refuse : Action::Drop);
}

Action Link::lost() {
    if (state_ == State::Stopped) return Action::Nothing;
    return refused();
}

Action Link::stop() {
    if (state_ != State::Active)
        return state_ == State::Starting ? end(Action::Drop) : Action::Nothing;
    state_ = State::Stopping;
    stop_is_ours_ = true;
    return Action::Nothing;
}

Action Link::partner_stops() {
    if (!may_send() || partner_stops_) return end(Action::Drop);
    state_ = State::Stopping;
    partner_stops_ = true;
    return Action::Nothing;
}

Action Link::idle() {
    if (state_ != State::Stopping) return Action::Nothing;
    if (partner_stops_) return end(Action::AnswerStop);
    if (!stop_is_ours_ || stop_sent_) return Action::Nothing;
    stop_sent_ = true;
    return Action::SendStop;
}

Action Link::stop_answered() {
    return end(Action::Drop);
}

}  // namespace ptkt::ims_msc
