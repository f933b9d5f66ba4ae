#include "common/ims/protocol/client.hpp"

#include <utility>

namespace ptkt::ims_protocol {

namespace {

using base::ErrorKind;
using net::Progress;

constexpr std::size_t kReadAtOnce = 4096;
/// Bytes that are taken in before anybody looks at them: a peer that sends without end waits.
constexpr std::size_t kMostAhead = std::size_t{64} << 10U;
/// Bytes that one call gives away: a peer that takes without end leaves time for others.
constexpr std::size_t kWriteAtOnce = std::size_t{1} << 20U;

}  // namespace

Client::~Client() {
    if (stream_) static_cast<void>(stream_->end_output());
}

base::Error Client::lost(Progress outcome) const {
    if (outcome == Progress::Lost || outcome == Progress::Insecure)
        return base::fail(ErrorKind::Unavailable, "{}: {}", to_string(peer_), stream_->failure());
    const bool is_between = outcome == Progress::Ended && reader_.pending() == 0;
    return base::fail(ErrorKind::Unavailable, "{}: closed the connection {}", to_string(peer_),
                      is_between ? "without an answer" : "within an answer");
}

base::Status Client::send(base::Secret bytes) {
    output_ = std::move(bytes);
    sent_ = 0;
    return send_more();
}

base::Status Client::send_more() {
    const std::size_t before = sent_;
    while (sent_ < output_.size() && sent_ - before < kWriteAtOnce) {
        const auto done = stream_->write(output_.view().subspan(sent_));
        if (done.outcome == Progress::Blocked) return {};
        if (done.outcome != Progress::Moved) {
            output_ = base::Secret();
            return lost(done.outcome);
        }
        sent_ += done.count;
    }
    if (sent_ == output_.size()) output_ = base::Secret();
    return {};
}

base::Error Client::give_up_sending(net::Milliseconds limit) {
    output_ = base::Secret();
    return base::fail(ErrorKind::Unavailable, "{}: takes no data for {} ms", to_string(peer_),
                      limit.count());
}

base::Error Client::no_answer(net::Milliseconds limit) const {
    return base::fail(ErrorKind::Unavailable, "{}: no answer within {} ms", to_string(peer_),
                      limit.count());
}

/// All that the stream keeps: whoever waits for the descriptor does not learn of it. False when
/// there is nothing now.
base::Result<bool> Client::read_some() {
    bool any = false;
    do {
        const auto room = reader_.room(kReadAtOnce);
        const auto got = stream_->read(room);
        if (got.outcome == Progress::Moved) {
            reader_.commit(got.count);
            any = true;
        } else if (got.outcome != Progress::Blocked && !any) {
            return lost(got.outcome);
        } else {
            break;  // an end comes again
        }
    } while (stream_->has_pending() && reader_.pending() < kMostAhead);
    return any;
}

base::Result<std::optional<ims_wire::Response>> Client::receive_ready() {
    for (;;) {
        auto next = reader_.next();
        if (!next) return std::move(next).error().within(to_string(peer_));
        if (*next) return next;
        const auto got = read_some();
        if (!got) return got.error();
        if (!*got) return std::optional<ims_wire::Response>();
    }
}

bool Client::end_output() {
    return stream_->end_output() != Progress::Blocked;
}

bool Client::is_stale() const {
    return reader_.pending() > 0 || !stream_->is_quiet();
}

}  // namespace ptkt::ims_protocol
