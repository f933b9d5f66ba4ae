#include "common/racf/command/user_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "common/racf/command/authority.hpp"
#include "common/racf/command/given_fields.hpp"
#include "common/racf/command/passwords.hpp"
#include "common/racf/model/segment_tables.hpp"
#include "common/racf/model/user_table.hpp"

namespace ptkt::racf_command {

namespace {

using racf::GivenBy;
using racf::Own;

/// Says that an operand is left out. ADDUSER's NOSPECIAL and so on ask for what is so anyway.
void say_ignored(Job& job, const racf::Given& given, const Said& said) {
    const bool adding = job.is(CommandId::Adduser);
    if (adding && said.given == nullptr) return;
    job.say(4, adding ? "ICH01001I" : "ICH21005I",
            fmt::format("NOT AUTHORIZED TO SPECIFY {}, OPERAND IGNORED", spoken_name(given, said)));
}

bool may_give_class(const Job& job, std::string_view cls) {
    if (cls == "USER") return may_define_users(job);
    const racf::ClassInfo* info = job.classes().find(cls);
    return job.issuer.special || (info != nullptr && may_define_in(job, *info));
}

void say_class_ignored(Job& job, std::string_view cls) {
    const bool adding = job.is(CommandId::Adduser);
    job.say(4, adding ? "ICH01003I" : "ICH21008I",
            fmt::format("NOT AUTHORIZED TO SPECIFY {} FOR {}, CLASS IGNORED",
                        adding ? "CLAUTH" : "CLAUTH/NOCLAUTH", cls));
}

void set_clauth(Job& job, racf::User& user) {
    if (const Operand* added = job.command.find("CLAUTH")) {
        for (const Value& cls : added->values) {
            if (!may_give_class(job, cls.text)) {
                say_class_ignored(job, cls.text);
            } else if (std::find(user.clauth.begin(), user.clauth.end(), cls.text) ==
                       user.clauth.end()) {
                user.clauth.push_back(cls.text);
            }
        }
    }
    const Operand* removed = job.command.find("NOCLAUTH");
    if (removed == nullptr) return;
    for (const Value& cls : removed->values) {
        if (may_give_class(job, cls.text)) {
            std::erase(user.clauth, cls.text);
        } else {
            say_class_ignored(job, cls.text);
        }
    }
}

std::int64_t field_number(const racf::Segment& segment, std::string_view name) {
    const auto found = segment.find(name);
    std::int64_t number = 0;
    if (found != segment.end())
        std::from_chars(found->second.data(), found->second.data() + found->second.size(), number);
    return number;
}

/// A SIZE above MAXSIZE becomes MAXSIZE. MAXSIZE(0) is no limit.
void adjust_size(Job& job, racf::Segment& tso) {
    const std::int64_t most = field_number(tso, "MAXSIZE");
    if (most == 0 || field_number(tso, "SIZE") <= most) return;
    tso["SIZE"] = std::to_string(most);
    job.say(0, job.is(CommandId::Adduser) ? "ICH01016I" : "PTKT008I",
            "SIZE SPECIFIED GREATER THAN MAXSIZE, SIZE ADJUSTED TO EQUAL TO MAXSIZE");
}

/// Days that are named replace those before; DAYS and TIME leave each other alone.
void set_hours(const Operand& when, racf::LogonHours& hours) {
    for (const Operand& field : when.operands) {
        if (field.keyword->name == "TIME") {
            hours.period = racf::DayPeriod::parse(field.text());
            continue;
        }
        hours.days.reset();
        for (const Value& day : field.values)
            hours.days |= racf::LogonHours::days_named(day.text);
    }
}

/// A password may have special characters only where SETROPTS allows them.
bool password_characters_are_valid(Job& job) {
    const Operand* password = job.command.find("PASSWORD");
    if (password == nullptr) return true;
    racf::Options characters_only;
    characters_only.special_characters = job.options.special_characters;
    if (follows_rules(characters_only, password->values.front().secret)) return true;
    job.say(8, "IKJ56702I", "INVALID PASSWORD");
    return false;
}

}  // namespace

base::Result<bool> user_operands_are_valid(Job& job) {
    auto owner = named_id_is_valid(job, job.command.find("OWNER"), "OWNER");
    if (!owner || !*owner) return owner;
    auto group = named_id_is_valid(job, job.command.find("DFLTGRP"), "DEFAULT GROUP");
    if (!group || !*group) return group;
    return password_characters_are_valid(job);
}

bool Little::allows(const racf::Given& given, bool removal) const {
    if (given.by == GivenBy::Auditor) return audits;
    return own && (given.own == Own::SetAndRemove || (given.own == Own::Set && !removal));
}

bool Little::allows(std::string_view operand) const {
    return std::any_of(
        std::begin(racf::kUserFields), std::end(racf::kUserFields),
        [&](const racf::Field<racf::User>& field) {
            const racf::Given& given = field.given;
            return (operand == given.operand.name && allows(given, false)) ||
                   (operand == removal_of(given.operand.name) && allows(given, true));
        });
}

void set_little(const Job& job, const Little& little, racf::User& user) {
    for (const racf::Field<racf::User>& field : racf::kUserFields) {
        Said said = said_of(job, Doing::Altering, field.given);
        if (!little.allows(field.given, false)) said.given = nullptr;
        if (!little.allows(field.given, true)) said.taken_back = false;
        set_field(said, field, user);
    }
}

void set_user_fields(Job& job, racf::User& user, bool audits) {
    const Command& command = job.command;
    const Doing doing = job.is(CommandId::Adduser) ? Doing::Adding : Doing::Altering;
    for (const racf::Field<racf::User>& field : racf::kUserFields) {
        const Said said = said_of(job, doing, field.given);
        const GivenBy by = field.given.by;
        const bool allowed =
            by == GivenBy::Anyone || (by == GivenBy::Special ? job.issuer.special : audits);
        if (allowed) {
            set_field(said, field, user);
        } else if (said.anything()) {
            say_ignored(job, field.given, said);
        }
    }
    if (const Operand* when = command.find("WHEN")) set_hours(*when, user.hours);
    if (doing == Doing::Altering || command.has("CLAUTH")) set_clauth(job, user);
    set_segments(job, doing, racf::kUserSegments, user.segments);
    if (command.has("TSO")) adjust_size(job, user.segments["TSO"]);
}

}  // namespace ptkt::racf_command
