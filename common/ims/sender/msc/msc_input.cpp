#include "common/ims/sender/msc/msc_input.hpp"

#include <utility>

namespace ptkt::ims_sender {

MscInput::MscInput(const MscContext& context, MscLedger& ledger, Reader& reader, MscOutlet& outlet,
                   net::Loop& loop)
    : context_(context),
      ledger_(ledger),
      reader_(reader),
      outlet_(outlet),
      watch_(loop, [this] { on_ready(); }),
      soon_(loop, [this] { take_ready(); }) {}

/// What was read already does not make the input ready again.
void MscInput::go_on() {
    if (ended_ || watch_.is_set() || !outlet_.has_room()) return;
    ledger_.keep(watch_.set(reader_.fd(), {true, false}));
    soon_.set(context_.clock.now());
}

void MscInput::end() {
    ended_ = true;
    pause();
}

void MscInput::on_ready() {
    // What is there already goes first: the input must not be read into memory faster than it leaves.
    if (!reader_.is_ready()) ledger_.keep(reader_.read_some());
    take_ready();
}

/// As many messages as the link has room for, and can be had without waiting.
void MscInput::take_ready() {
    while (ledger_.goes_on() && watch_.is_set() && outlet_.has_room() && reader_.is_ready())
        take_next();
    if (!outlet_.has_room()) pause();
}

void MscInput::take_next() {
    auto next = reader_.next();
    if (next && *next) return outlet_.send(std::move(**next));
    if (!next && next.error().kind == base::ErrorKind::Malformed) {
        context_.host.report(next.error());
        ledger_.met(base::ErrorKind::Malformed);
        return ledger_.unsent(reader_.number(), reader_.last(), next.error().what);
    }
    if (!next) ledger_.keep(std::move(next).error());
    is_read_ = true;
    outlet_.on_input_end();
}

void MscInput::keep_rest(const std::string& why) {
    while (ledger_.goes_on() && !is_read_) {
        auto next = reader_.next();
        if (!next && next.error().kind != base::ErrorKind::Malformed)
            ledger_.keep(std::move(next).error());
        if (!ledger_.goes_on() || (next && !*next)) break;
        ledger_.unsent(reader_.number(), reader_.last(), why);
    }
}

}  // namespace ptkt::ims_sender
