#include "common/cli/diagnostics.hpp"
#include "common/cli/record.hpp"
#include "common/formats/json/event.hpp"
#include "common/racf/rotation/profile_keys.hpp"
#include "common/racf/rotation/standing.hpp"
#include "tools/racf-admin/rotate.hpp"

namespace ptkt::admin {

namespace {

using cli::ExitStatus;
using rotation::KeyLine;
using rotation::Standing;

/// From the other side, when it was asked for: how it differs; empty: not at all.
using Differs = std::optional<std::string>;

base::Result<Differs> compare(cli::Io& io, const std::optional<std::string>& file,
                              const Standing& ours) {
    constexpr std::size_t kLimit = 65536;
    if (!file) return Differs();
    auto input = cli::open_input(io, *file);
    if (!input) return std::move(input).error();
    const auto text = input->read_all(kLimit);
    if (!text) return text.error();
    auto differs = rotation::differences(ours, *text, input->name());
    if (!differs) return std::move(differs).error();
    return Differs(std::move(*differs));
}

std::string when_text(const KeyLine& key, base::Instant now) {
    if (!key.when) return key.role == racf::KeyRole::Active ? "since an unknown moment" : "";
    const std::string when = base::to_rfc3339(*key.when);
    switch (key.role) {
        case racf::KeyRole::Active:
            return fmt::format("since {}, {}", when, base::human_duration(now - *key.when));
        case racf::KeyRole::Next:
            return fmt::format("from {}, in {}", when, base::human_duration(*key.when - now));
        default:
            return fmt::format("accepted until {}", when);
    }
}

std::string text_of(const Standing& standing, const Differs& differs) {
    std::string text = fmt::format("{}  {}", standing.profile, standing.state);
    for (const KeyLine& key : standing.keys)
        text += fmt::format("\n  {:<9} {:<5} {}  {}", racf::to_string(key.role),
                            rotation::kind_word(key.enhanced), key.check_value,
                            when_text(key, standing.now));
    if (standing.due)
        text += fmt::format("\n  due       {}{}", base::to_rfc3339(*standing.due),
                            standing.is_due() ? ", now" : "");
    if (!standing.unfinished.empty())
        text += fmt::format("\n  a run was cut off ({}): run racf-admin rotate again",
                            standing.unfinished);
    if (standing.refresh_pending)
        text += "\n  not in force: SETROPTS RACLIST(PTKTDATA) REFRESH is needed";
    for (const std::string& name : standing.sharing)
        text += fmt::format("\n  {} accepts one of these keys, too", name);
    if (differs)
        text += differs->empty() ? "\n  the other side is the same"
                                 : "\n  the other side DIFFERS: " + *differs;
    return text;
}

json::Json or_null(std::optional<base::Instant> when) {
    return when ? json::Json(base::to_rfc3339(*when)) : json::Json();
}

/// The keys of a role, as objects; `moment` names when.
json::Json keys_json(const Standing& standing, racf::KeyRole role, std::string_view moment) {
    json::Json keys = json::Json::array();
    for (const KeyLine& key : standing.keys)
        if (key.role == role)
            keys.push(json::Json::object()
                          .set("kind", rotation::kind_word(key.enhanced))
                          .set("check_value", key.check_value)
                          .set(moment, or_null(key.when)));
    return keys;
}

json::Json json_of(const Standing& standing, const Differs& differs) {
    const KeyLine* active = standing.find(racf::KeyRole::Active);
    const KeyLine* next = standing.find(racf::KeyRole::Next);
    const bool dated = active != nullptr && active->when;
    json::Json sharing = json::Json::array();
    for (const std::string& name : standing.sharing)
        sharing.push(name);
    json::Json json = json::event("rotation-status");
    json.set("profile", standing.profile)
        .set("state", standing.state)
        .set("kind",
             active != nullptr ? json::Json(rotation::kind_word(active->enhanced)) : json::Json())
        .set("check_value", active != nullptr ? json::Json(active->check_value) : json::Json())
        .set("active_since", dated ? or_null(active->when) : json::Json())
        .set("age_seconds",
             dated ? json::Json(static_cast<std::int64_t>((standing.now - *active->when).count()))
                   : json::Json())
        .set("next_check_value", next != nullptr ? json::Json(next->check_value) : json::Json())
        .set("next_at", standing.next ? or_null(standing.next->at) : json::Json())
        .set("next_accepted_from",
             standing.next ? or_null(standing.next->accepted_from) : json::Json())
        .set("previous", keys_json(standing, racf::KeyRole::Previous, "until"))
        .set("due", or_null(standing.due))
        .set("unfinished",
             standing.unfinished.empty() ? json::Json() : json::Json(standing.unfinished))
        .set("refresh_pending", standing.refresh_pending)
        .set("differs", differs ? json::Json(*differs) : json::Json())
        .set("active", keys_json(standing, racf::KeyRole::Active, "since"))
        .set("shared_with", std::move(sharing));
    return json;
}

}  // namespace

ExitStatus rotation_status(cli::Io& io, const RotateOptions& options, const store::Store& store) {
    const auto standing =
        rotation::look(store, *options.profile, {options.every, options.enhanced}, io.now());
    if (!standing) return cli::report(io, standing.error());
    const auto differs = compare(io, options.compare, *standing);
    if (!differs) return cli::report(io, differs.error());
    const auto printed = cli::print_record(io, options.common, text_of(*standing, *differs),
                                           [&] { return json_of(*standing, *differs); });
    if (printed != ExitStatus::Done) return printed;
    const bool is_other = *differs && !(*differs)->empty();
    return is_other || standing->is_due() || !standing->is_settled() ? ExitStatus::No
                                                                     : ExitStatus::Done;
}

}  // namespace ptkt::admin
