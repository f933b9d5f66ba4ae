#include "common/ims/sign_on/ticket_maker.hpp"

namespace ptkt::ims_sign_on {

base::Result<passticket::Subject> subject_of(const ims_config::RmtImsCon& connection) {
    auto user = racf::UserId::parse(*connection.userid);
    if (!user) return std::move(user).error();
    auto appl = racf::ApplName::parse(*connection.appl);
    if (!appl) return std::move(appl).error();
    return passticket::Subject{std::move(*user), std::move(*appl)};
}

base::Result<base::Secret> TicketMaker::make(const ims_config::RmtImsCon& connection,
                                             base::Instant now) {
    if (!connection.uses_passticket()) return base::Secret();
    if (store_ == nullptr)
        return base::fail(base::ErrorKind::Config, "no store to make a PassTicket with");
    const auto subject = subject_of(connection);
    if (!subject) return subject.error();
    const std::string key = subject->user.str() + ' ' + subject->appl.str();
    const auto last = last_.find(key);
    base::Instant moment = now;
    if (last != last_.end()) moment = std::max(now, last->second + base::Seconds(1));
    if (moment > now + kFurthestAhead)
        return base::fail(base::ErrorKind::TryAgain,
                          "too many PassTickets for user {} in these seconds", subject->user.str());
    // Anew each time: a key that was changed meanwhile counts from its refresh on.
    authorization::TicketGenerator generator(*store_);
    const auto made = generator.generate(*subject, {}, moment);
    if (!made) return made.error();
    if (auto recorded = generator.record(*subject, *made, std::nullopt, now); !recorded)
        return std::move(recorded).error();
    last_[key] = moment;
    return base::Secret(base::as_bytes(made->ticket.text()));
}

}  // namespace ptkt::ims_sign_on
