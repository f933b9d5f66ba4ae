#include "common/ims/operator/status.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "common/base/text/ascii.hpp"
#include "common/formats/json/event.hpp"

namespace ptkt::ims_operator {

namespace {

using json::Json;

Json count_json(std::uint64_t count) {
    return static_cast<std::int64_t>(count);
}

Json time_or_null(const std::optional<base::Instant>& when) {
    return when ? Json(base::to_rfc3339(*when)) : Json();
}

Json refused_json(const Metrics& metrics) {
    Json array = Json::array();
    for (const auto& [reason, count] : metrics.refusals.all())
        array.push(Json::object().set("reason", reason).set("count", count_json(count)));
    return array;
}

Json keys_json(const std::vector<KeyView>& keys) {
    Json array = Json::array();
    for (const KeyView& one : keys)
        array.push(Json::object()
                       .set("profile", one.profile)
                       .set("kind", one.kind)
                       .set("role", one.role)
                       .set("when", time_or_null(one.when)));
    return array;
}

/// The key that takes over first.
const KeyView* next_of(const std::vector<KeyView>& keys) {
    const KeyView* first = nullptr;
    for (const KeyView& one : keys)
        if (one.role == "next" && one.when && (first == nullptr || *one.when < *first->when))
            first = &one;
    return first;
}

std::int64_t number_in(const Json& object, std::string_view name) {
    const Json* const value = object.find(name);
    return value == nullptr ? 0 : value->as_integer().value_or(0);
}

std::string text_in(const Json& object, std::string_view name) {
    const Json* const value = object.find(name);
    return value == nullptr ? std::string() : base::printable(value->bare());
}

const Json::Array& list_in(const Json& object, std::string_view name) {
    static const Json::Array kNone;
    const Json* const value = object.find(name);
    const Json::Array* const list = value == nullptr ? nullptr : value->as_array();
    return list == nullptr ? kNone : *list;
}

std::string rate_text(const std::optional<Rates>& rates, double Rates::*which) {
    return rates ? fmt::format("{:.1f}", *rates.*which) : "-";
}

/// How long it is from one of two times to the other, or nothing where one is none.
std::string length_between(const std::string& from, const std::string& to) {
    const auto begin = base::parse_time(from, {});
    const auto end = base::parse_time(to, {});
    return begin && end ? base::human_duration(*end - *begin) : std::string();
}

std::string whole_seconds(const std::string& time) {
    constexpr std::size_t kSeconds = 19;
    return time.size() > kSeconds ? time.substr(0, kSeconds) + "Z" : time;
}

std::string key_line(const Json& key) {
    const std::string role = text_in(key, "role");
    const std::string when = text_in(key, "when");
    const std::string_view word = role == "previous" ? "until" : role == "next" ? "from" : "since";
    return fmt::format("  {:<26} {:<9} {:<9} {}", text_in(key, "profile"), text_in(key, "kind"),
                       role, when.empty() ? "" : fmt::format("{} {}", word, when));
}

std::string rotation_text(const Json& status) {
    const std::string when = text_in(status, "next_rotation");
    if (when.empty()) return "none";
    return fmt::format("{} in {} ({})", text_in(status, "next_profile"),
                       length_between(whole_seconds(text_in(status, "time")), when), when);
}

void add_keys(const Json& status, std::vector<StatusLine>& lines) {
    const auto& keys = list_in(status, "keys");
    lines.push_back(
        {fmt::format("keys in force of {} profiles", number_in(status, "key_profiles")), true});
    for (const Json& one : keys)
        lines.push_back({key_line(one)});
    lines.push_back({"next rotation  " + rotation_text(status)});
}

}  // namespace

Json status_json(const Status& status) {
    const Metrics& metrics = status.metrics;
    Json object = json::event("status");
    object.set("time", base::to_rfc3339(status.now))
        .set("hws", status.hws)
        .set("version", status.version)
        .set("since", base::to_rfc3339(status.since))
        .set("open", count_json(status.connections))
        .set("connections", count_json(metrics.opened))
        .set("numsoc", count_json(status.sockets))
        .set("maxsoc", status.maxsoc)
        .set("messages", count_json(metrics.messages.sum()))
        .set("link_messages", count_json(metrics.link_messages.sum()))
        .set("sign_ons", count_json(metrics.verify.count()))
        .set("refusals", count_json(metrics.refusals.sum()))
        .set("refused", refused_json(metrics))
        .set("bytes_in", count_json(metrics.bytes_in))
        .set("bytes_out", count_json(metrics.bytes_out))
        .set("key_profiles", count_json(status.profiles))
        .set("keys", keys_json(status.keys));
    const KeyView* const next = next_of(status.keys);
    object.set("next_rotation", next != nullptr ? time_or_null(next->when) : Json())
        .set("next_profile", next != nullptr ? Json(next->profile) : Json());
    return object;
}

std::optional<Rates> rates_between(const Json& before, const Json& now,
                                   std::chrono::duration<double> elapsed) {
    if (text_in(before, "since") != text_in(now, "since") || elapsed.count() <= 0)
        return std::nullopt;
    const auto rate = [&](std::string_view name) {
        const auto grown = number_in(now, name) - number_in(before, name);
        return static_cast<double>(std::max<std::int64_t>(grown, 0)) / elapsed.count();
    };
    return Rates{rate("messages"), rate("link_messages"), rate("sign_ons"), rate("refusals")};
}

std::vector<StatusLine> status_lines(const Json& status, const std::optional<Rates>& rates) {
    const std::string time = whole_seconds(text_in(status, "time"));
    std::vector<StatusLine> lines{
        {fmt::format("{}  imscon-recv {}  {}  up {}", text_in(status, "hws"),
                     text_in(status, "version"), time,
                     length_between(text_in(status, "since"), time)),
         true},
        {fmt::format("connections {} open, {} in all; sockets {} of {}", number_in(status, "open"),
                     number_in(status, "connections"), number_in(status, "numsoc"),
                     number_in(status, "maxsoc"))},
        {fmt::format("{:<16}{:>12}{:>14}", "", "a second", "in all"), true}};
    const auto row = [&](std::string_view words, std::string_view name, double Rates::*rate) {
        lines.push_back({fmt::format("{:<16}{:>12}{:>14}", words, rate_text(rates, rate),
                                     number_in(status, name))});
    };
    row("messages", "messages", &Rates::messages);
    row("over MSC links", "link_messages", &Rates::link_messages);
    row("sign-ons", "sign_ons", &Rates::sign_ons);
    row("refusals", "refusals", &Rates::refusals);
    for (const Json& one : list_in(status, "refused"))
        lines.push_back(
            {fmt::format("  {:<26}{:>14}", text_in(one, "reason"), number_in(one, "count"))});
    add_keys(status, lines);
    return lines;
}

std::string status_line(const Json& status, const std::optional<Rates>& rates) {
    const auto with_rate = [&](std::string_view words, std::string_view name, double Rates::*rate) {
        return fmt::format("{} {} ({}/s)", words, number_in(status, name), rate_text(rates, rate));
    };
    std::string reasons;
    for (const Json& one : list_in(status, "refused"))
        reasons += fmt::format("{}{} {}", reasons.empty() ? "" : ", ", text_in(one, "reason"),
                               number_in(one, "count"));
    return fmt::format("{}  open {}  {}  {}  {}{}  next rotation {}",
                       whole_seconds(text_in(status, "time")), number_in(status, "open"),
                       with_rate("messages", "messages", &Rates::messages),
                       with_rate("sign-ons", "sign_ons", &Rates::sign_ons),
                       with_rate("refusals", "refusals", &Rates::refusals),
                       reasons.empty() ? "" : ": " + reasons, rotation_text(status));
}

}  // namespace ptkt::ims_operator
