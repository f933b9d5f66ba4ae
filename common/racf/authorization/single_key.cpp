#include "common/racf/authorization/single_key.hpp"

#include "common/base/text/ascii.hpp"
#include "common/racf/authorization/evaluate.hpp"
#include "common/racf/authorization/ticket_generator.hpp"
#include "common/racf/model/resource.hpp"

namespace ptkt::authorization {

namespace {

using passticket::Kind;

std::vector<Kind> kinds_of(const base::Secret& key) {
    if (key.size() == crypto::DesKey::kSize) return {Kind::Legacy};
    return {Kind::Mixed, Kind::Upper};
}

}  // namespace

base::Result<Decision> evaluate_under_key(const base::Secret& key,
                                          const passticket::Subject& subject,
                                          std::string_view ticket, base::Instant now) {
    if (auto made = TicketKey::make(key); !made) return std::move(made).error();
    Decision decision{Reason::Ok, {}, subject.user, subject.appl, now, {}, {}, {}, {}};
    decision.under_key_alone = true;
    const auto name = racf::ProfileName::parse(subject.appl.str());
    if (!name) return name.error();
    for (const Kind kind : kinds_of(key)) {
        std::string text = kind == Kind::Legacy ? base::to_upper(ticket) : std::string(ticket);
        const base::WipeGuard guard(text);
        auto attempt = try_key(*name, kind, default_window(kind), key, subject, text, now);
        if (!attempt) return std::move(attempt).error();
        decision.attempts.push_back(std::move(*attempt));
    }
    decision.deciding = deciding_attempt(decision.attempts, now);
    decision.reason = reason_of(*decision.attempt(), now);
    decision.detail = detail_of(*decision.attempt(), now);
    return decision;
}

}  // namespace ptkt::authorization
