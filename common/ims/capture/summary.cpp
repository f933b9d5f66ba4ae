#include "common/ims/capture/summary.hpp"

#include <fmt/format.h>

#include <functional>
#include <numeric>

#include "common/base/secret.hpp"
#include "common/formats/json/event.hpp"
#include "common/ims/wire/reasons.hpp"

namespace ptkt::ims_capture {

namespace {

std::int64_t whole(std::uint64_t count) {
    return static_cast<std::int64_t>(count);
}

json::Json counts(const std::map<std::string, std::uint64_t, std::less<>>& all) {
    json::Json json = json::Json::object();
    for (const auto& [name, count] : all)
        json.set(name, whole(count));
    return json;
}

std::size_t hash_of(const ims_wire::Request& request, const Asked& asked) {
    std::string text;
    base::append_wiping(text, asked.user + '\0' + asked.appl + '\0');
    base::append_wiping(text, base::as_text(request.irm.password.view()));
    const base::WipeGuard guard(text);
    return std::hash<std::string>()(text);
}

}  // namespace

void Summary::add(const Record& record) {
    if (record.conversation != last_conversation_) conversations_.insert(record.conversation);
    last_conversation_ = record.conversation;
    const Frame& frame = record.frame;
    if (frame.kind == Frame::Kind::Fault) ++faults_;
    if (frame.kind == Frame::Kind::Gap) ++gaps_;
    if (frame.answer != nullptr) ++answers_;
    if (const auto* rsm = refusal_in(record)) ++reasons_[describe(*rsm)];
    if (frame.request == nullptr) return;
    ++messages_;
    count(to_string(frame.request->irm.f4));
    if (!record.asked->has_ticket) return;
    ++tickets_;
    if (++used_[hash_of(*frame.request, *record.asked)] == 2) ++again_;
}

void Summary::count(std::string_view kind) {
    const auto known = kinds_.find(kind);
    ++(known != kinds_.end() ? known->second : kinds_[std::string(kind)]);
}

std::uint64_t Summary::refusals() const {
    return std::accumulate(reasons_.begin(), reasons_.end(), std::uint64_t{0},
                           [](std::uint64_t sum, const auto& one) { return sum + one.second; });
}

std::string Summary::text(const Seen& seen) const {
    std::string out =
        fmt::format("{:>9}  conversations\n{:>9}  messages\n", conversations_.size(), messages_);
    for (const auto& [kind, count] : kinds_)
        out += fmt::format("{:>11}  {}\n", count, kind);
    out += fmt::format("{:>9}  answers\n{:>9}  refusals\n", answers_, refusals());
    for (const auto& [reason, count] : reasons_)
        out += fmt::format("{:>11}  {}\n", count, reason);
    out += fmt::format("{:>9}  passwords and tickets, {} of them used again\n", tickets_, again_);
    out += fmt::format("{:>9}  faults, {} gaps in the capture\n", faults_, gaps_);
    return out + fmt::format("{:>9}  connections of something else, {} of them TLS", seen.others,
                             seen.tls);
}

json::Json Summary::json(const Seen& seen) const {
    json::Json json = json::event("decode-summary");
    json.set("conversations", whole(conversations_.size()))
        .set("messages", whole(messages_))
        .set("answers", whole(answers_))
        .set("refusals", whole(refusals()))
        .set("faults", whole(faults_))
        .set("gaps", whole(gaps_))
        .set("other_connections", whole(seen.others))
        .set("tls_connections", whole(seen.tls))
        .set("tickets", whole(tickets_))
        .set("tickets_used_again", whole(again_))
        .set("kinds", counts(kinds_))
        .set("reasons", counts(reasons_));
    return json;
}

}  // namespace ptkt::ims_capture
