#include "common/ims/protocol/client_dialogue.hpp"

#include "common/ims/wire/reasons.hpp"

namespace ptkt::ims_protocol {

namespace {

using ims_wire::MessageKind;
namespace f1 = ims_wire::f1;
namespace f5 = ims_wire::f5;
namespace retcod = ims_wire::retcod;

/// A hundredth of a second, the shortest time: for an answer that must have a timer, by a client
/// that does not want to wait.
constexpr base::Byte kShortest = 0x01;

bool is_timer(const ims_wire::Rsm& rsm) {
    return rsm.return_code == retcod::kTimer || rsm.return_code == retcod::kDefaultTimer ||
           rsm.return_code == retcod::kTimerKept;
}

/// Beside these two the connection is closed. [Return and reason codes for IMS Connect exits]
bool closes(const ims_wire::Rsm& rsm) {
    return rsm.return_code != retcod::kTimerKept && rsm.return_code != retcod::kAnswer;
}

/// The return code beside it is not documented; where RSNCOD is no reason the number means nothing.
bool is_commit(const ims_wire::Rsm& rsm) {
    return rsm.reason_code == ims_wire::rsncod::kDeallocateConfirmed && !is_timer(rsm) &&
           rsm.return_code != retcod::kOtmaNak;
}

bool takes_nowait(const ims_wire::Csm& csm) {
    const auto level = ims_wire::level_of(csm);
    return level && *level >= ims_wire::protocol_level::kNoWait;
}

}  // namespace

base::Byte option_of(Retrieval retrieval) {
    switch (retrieval) {
        case Retrieval::Single:
            return f5::kSingle;
        case Retrieval::SingleWait:
            return f5::kSingleWait;
        case Retrieval::NoAuto:
            return f5::kNoAuto;
        case Retrieval::Auto:
            return f5::kAuto;
    }
    return 0;
}

ClientStep ClientDialogue::on_answer(const ims_wire::Response& response) {
    if (const auto* const rsm = std::get_if<ims_wire::Rsm>(&response.status))
        return on_status(*rsm);
    return on_output(response, std::get<ims_wire::Csm>(response.status));
}

ClientStep ClientDialogue::on_status(const ims_wire::Rsm& rsm) const {
    ClientStep step;
    step.ending = Ending::Refused;
    step.closes = closes(rsm);
    if (awaited_ == Awaited::Commit && is_commit(rsm)) {
        step.ending = Ending::Done;
        step.closes = false;
    } else if (plan_.kind == MessageKind::ResumeTpipe && is_timer(rsm)) {
        step.ending = Ending::NoMore;
    } else if (awaited_ == Awaited::More && is_timer(rsm)) {
        step.ending = Ending::Done;
    }
    return step;
}

ClientStep ClientDialogue::on_output(const ims_wire::Response& response, const ims_wire::Csm& csm) {
    ClientStep step;
    // What was refused may be offered again at once: it is left where it is.
    if (has_rejected_ || awaited_ == Awaited::Commit) {
        step.ending = has_rejected_ ? Ending::Done : Ending::OutOfPlace;
        step.closes = true;
        return step;
    }
    step.has_output = !response.segments.empty() || response.callout;
    if ((csm.flags & ims_wire::status_flag::kAckRequired) == 0) {
        // An ACK that was not asked for is a protocol error.
        const bool is_flow =
            plan_.kind == MessageKind::ResumeTpipe &&
            (plan_.retrieval == Retrieval::Auto || plan_.retrieval == Retrieval::NoAuto);
        if (!is_flow) step.ending = Ending::Done;
        return step;
    }
    step.answer.emplace();
    if (plan_.rejects) step.answer->kind = MessageKind::Nak;
    has_rejected_ = plan_.rejects;
    if (plan_.kind == MessageKind::ResumeTpipe) {
        answer_retrieval(step);
    } else if (plan_.is_cm0) {
        answer_commit_mode_0(step, csm);
    } else {
        answer_commit_mode_1(step, csm);
    }
    return step;
}

/// In a conversation nothing answers the ACK: the next input does.
void ClientDialogue::answer_commit_mode_1(ClientStep& step, const ims_wire::Csm& csm) {
    const bool is_conversation = (csm.flags & ims_wire::status_flag::kConversational) != 0;
    if (is_conversation && !plan_.rejects) step.ending = Ending::Done;
    awaited_ = Awaited::Commit;
}

/// With NOWAIT nothing answers the ACK; else what comes is the next output, or the timer.
void ClientDialogue::answer_commit_mode_0(ClientStep& step, const ims_wire::Csm& csm) {
    if (takes_nowait(csm) && !plan_.rejects) {
        step.answer->f1 = f1::kNoWait;
        step.answer->timer = ims_wire::kTimerNoWait;
        step.ending = Ending::Done;
        return;
    }
    step.answer->timer = kShortest;
    awaited_ = Awaited::More;
}

void ClientDialogue::answer_retrieval(ClientStep& step) {
    if (plan_.retrieval == Retrieval::Single || plan_.retrieval == Retrieval::SingleWait) {
        step.answer->timer = ims_wire::kTimerNoWait;
        step.ending = Ending::Done;
        return;
    }
    step.answer->timer = plan_.rejects ? kShortest : plan_.timer;
    awaited_ = Awaited::More;
}

}  // namespace ptkt::ims_protocol
