#include "common/racf/store/text/ssignon_text.hpp"

#include <array>

#include "common/racf/model/key_roles.hpp"
#include "common/racf/store/text/text_fields.hpp"

namespace ptkt::store {

namespace {

using racf::LegacyKey;
using racf::LegacyKeyForm;
using racf::ProfileKey;
using racf::Rotation;
using racf::Ssignon;
using racf::TicketType;

constexpr std::array<std::string_view, 3> kKeyForms{"KEYMASKED", "KEYENCRYPTED", "KEYLABEL"};

template <typename T>
using Read = base::Result<T, base::TextError>;

void add_key(Fields& fields, const ProfileKey& key) {
    if (key.legacy) {
        fields.set("legacy_key", kKeyForms.at(static_cast<std::size_t>(key.legacy->form)))
            .bytes("legacy_sealed", key.legacy->sealed)
            .text("legacy_label", key.legacy->label);
    }
    fields.text("enhanced_label", key.enhanced_label);
}

std::optional<LegacyKey> read_legacy_key(toml::Reader& reader) {
    const std::string* form = reader.string("legacy_key");
    LegacyKey key;
    key.sealed = read_bytes(reader, "legacy_sealed");
    key.label = read_text(reader, "legacy_label");
    if (form == nullptr) return std::nullopt;
    for (std::size_t i = 0; i < kKeyForms.size(); ++i) {
        if (*form != kKeyForms[i]) continue;
        key.form = static_cast<LegacyKeyForm>(i);
        return key;
    }
    reader.reject("legacy_key", "is not a way in which a key is kept");
    return std::nullopt;
}

/// The one key of a rotation's step.
ProfileKey read_key(toml::Reader& reader) {
    ProfileKey key{read_legacy_key(reader), read_text(reader, "enhanced_label")};
    if (key.empty() || (key.legacy && key.is_enhanced()))
        reader.reject("enhanced_label", "must be there, or a legacy key, and not both");
    return key;
}

base::Instant required_time(toml::Reader& reader, std::string_view name) {
    const auto when = read_time(reader, name);
    if (!when) reader.reject(name, "must be there");
    return when.value_or(base::Instant());
}

toml::Table next_table(const racf::StagedKey& next) {
    Fields fields;
    add_key(fields, next.key);
    fields.time("staged", next.staged)
        .time("accepted_from", next.accepted_from)
        .time("at", next.at)
        .set("grace", next.grace.count());
    return fields.table();
}

Read<racf::StagedKey> read_next(const toml::Table& table) {
    toml::Reader reader(table);
    racf::StagedKey next;
    next.key = read_key(reader);
    next.staged = required_time(reader, "staged");
    next.accepted_from = required_time(reader, "accepted_from");
    next.at = required_time(reader, "at");
    next.grace = base::Seconds(reader.required_integer("grace"));
    if (next.grace.count() < 0 || next.grace > racf::kLongestGrace)
        reader.reject("grace", "is not a length of time that a key can be kept for");
    if (auto finished = reader.finish(); !finished) return std::move(finished).error();
    return next;
}

std::vector<toml::Table> previous_tables(const Rotation& rotation) {
    std::vector<toml::Table> tables;
    for (const racf::PreviousKey& previous : rotation.previous) {
        Fields fields;
        add_key(fields, previous.key);
        fields.time("until", previous.until);
        tables.push_back(fields.table());
    }
    return tables;
}

std::vector<toml::Table> package_tables(const Rotation& rotation) {
    std::vector<toml::Table> tables;
    for (const racf::UsedPackage& package : rotation.packages) {
        Fields fields;
        fields.set("id", package.id).time("expires", package.expires);
        tables.push_back(fields.table());
    }
    return tables;
}

toml::Table rotation_table(const Rotation& rotation) {
    Fields fields;
    fields.number("number", rotation.number)
        .text("unfinished", rotation.unfinished)
        .time("unfinished_since", rotation.unfinished_since)
        .strings("retired", rotation.retired)
        .time("last_package", rotation.last_package)
        .number("last_grace_seconds",
                rotation.last_grace ? std::optional(std::int64_t{rotation.last_grace->count()})
                                    : std::nullopt);
    if (rotation.next) fields.set("next", next_table(*rotation.next));
    fields.tables("previous", previous_tables(rotation));
    fields.tables("packages", package_tables(rotation));
    return fields.table();
}

Read<void> read_lists(toml::Reader& reader, Rotation& rotation) {
    for (const toml::Table* one : reader.tables("previous")) {
        toml::Reader inner(*one);
        racf::PreviousKey previous{read_key(inner), required_time(inner, "until")};
        if (auto finished = inner.finish(); !finished) return finished;
        rotation.previous.push_back(std::move(previous));
    }
    for (const toml::Table* one : reader.tables("packages")) {
        toml::Reader inner(*one);
        racf::UsedPackage package{inner.required_string("id"), required_time(inner, "expires")};
        if (auto finished = inner.finish(); !finished) return finished;
        rotation.packages.push_back(std::move(package));
    }
    return {};
}

Read<Rotation> read_rotation(const toml::Table& table) {
    toml::Reader reader(table);
    Rotation rotation;
    rotation.number = read_number(reader, "number");
    rotation.unfinished = read_text(reader, "unfinished");
    rotation.unfinished_since = read_time(reader, "unfinished_since");
    rotation.retired = reader.strings("retired");
    rotation.last_package = read_time(reader, "last_package");
    if (const auto grace = reader.integer("last_grace_seconds"))
        rotation.last_grace = base::Seconds(*grace);
    if (const toml::Table* one = reader.table("next")) {
        auto next = read_next(*one);
        if (!next) return std::move(next).error();
        rotation.next = std::move(*next);
    }
    if (auto lists = read_lists(reader, rotation); !lists) return std::move(lists).error();
    if (auto finished = reader.finish(); !finished) return std::move(finished).error();
    return rotation;
}

}  // namespace

toml::Table ssignon_table(const Ssignon& ssignon) {
    Fields fields;
    add_key(fields, {ssignon.legacy, ssignon.enhanced_label});
    if (ssignon.type) fields.set("type", *ssignon.type == TicketType::Upper ? "UPPER" : "MIXED");
    if (ssignon.timeout) fields.set("timeout", ssignon.timeout->count());
    if (ssignon.replay) fields.set("replay", *ssignon.replay);
    fields.time("enhanced_since", ssignon.enhanced_since)
        .time("legacy_since", ssignon.legacy_since);
    if (ssignon.rotation != Rotation()) fields.set("rotation", rotation_table(ssignon.rotation));
    return fields.table();
}

Read<Ssignon> read_ssignon(const toml::Table& table) {
    toml::Reader reader(table);
    Ssignon ssignon;
    ssignon.legacy = read_legacy_key(reader);
    ssignon.enhanced_label = read_text(reader, "enhanced_label");
    if (const std::string* type = reader.string("type")) {
        if (*type != "UPPER" && *type != "MIXED") reader.reject("type", "is not UPPER or MIXED");
        ssignon.type = *type == "UPPER" ? TicketType::Upper : TicketType::Mixed;
    }
    if (const auto timeout = reader.integer("timeout")) ssignon.timeout = base::Seconds(*timeout);
    ssignon.replay = reader.boolean("replay");
    // Profiles of earlier versions have one moment for both keys.
    if (const auto since = read_time(reader, "active_since"))
        racf::set_active_since(ssignon, since);
    if (const auto since = read_time(reader, "enhanced_since")) ssignon.enhanced_since = since;
    if (const auto since = read_time(reader, "legacy_since")) ssignon.legacy_since = since;
    if (const toml::Table* one = reader.table("rotation")) {
        auto rotation = read_rotation(*one);
        if (!rotation) return std::move(rotation).error();
        ssignon.rotation = std::move(*rotation);
    }
    if (auto finished = reader.finish(); !finished) return std::move(finished).error();
    return ssignon;
}

}  // namespace ptkt::store
