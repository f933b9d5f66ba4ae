#include "common/racf/command/user_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "common/racf/command/authority.hpp"
#include "common/racf/command/passwords.hpp"

namespace ptkt::racf_command {

namespace {

/// Who may give an attribute, besides those who may change the user at all.
enum class GivenBy { Anyone, Special };

struct UserAttribute {
    std::string_view on;
    std::string_view off;
    bool racf::User::*member;
    GivenBy given_by;
};

constexpr std::array kUserAttributes{
    UserAttribute{"SPECIAL", "NOSPECIAL", &racf::User::special, GivenBy::Special},
    UserAttribute{"OPERATIONS", "NOOPERATIONS", &racf::User::operations, GivenBy::Special},
    UserAttribute{"AUDITOR", "NOAUDITOR", &racf::User::auditor, GivenBy::Special},
    UserAttribute{"ROAUDIT", "NOROAUDIT", &racf::User::roaudit, GivenBy::Special},
    UserAttribute{"RESTRICTED", "NORESTRICTED", &racf::User::restricted, GivenBy::Anyone},
    UserAttribute{"ADSP", "NOADSP", &racf::User::adsp, GivenBy::Anyone},
    UserAttribute{"GRPACC", "NOGRPACC", &racf::User::grpacc, GivenBy::Anyone},
    UserAttribute{"OIDCARD", "NOOIDCARD", &racf::User::oidcard, GivenBy::Anyone},
};
/// Who may give it is for the caller to know: the auditors.
constexpr UserAttribute kUaudit{"UAUDIT", "NOUAUDIT", &racf::User::uaudit, GivenBy::Anyone};

void set_attribute(Job& job, const UserAttribute& attribute, bool allowed, racf::User& user) {
    const bool on = job.command.has(attribute.on);
    if (!on && !job.command.has(attribute.off)) return;
    if (allowed) {
        user.*attribute.member = on;
        return;
    }
    // ADDUSER's NOSPECIAL and so on ask for what is so anyway.
    if (!on && job.is(CommandId::Adduser)) return;
    job.say(4, job.is(CommandId::Adduser) ? "ICH01001I" : "ICH21005I",
            fmt::format("NOT AUTHORIZED TO SPECIFY {}, OPERAND IGNORED",
                        on ? attribute.on : attribute.off));
}

bool may_give_class(const Job& job, std::string_view cls) {
    if (cls == "USER") return may_define_users(job);
    const racf::ClassInfo* info = racf::find_class(cls);
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

void set_segments(Job& job, racf::User& user) {
    if (const Operand* tso = job.command.find("TSO")) {
        set_segment(*tso, user.segments["TSO"]);
        adjust_size(job, user.segments["TSO"]);
    }
    if (const Operand* omvs = job.command.find("OMVS")) set_segment(*omvs, user.segments["OMVS"]);
}

void remove_fields(Job& job, racf::User& user) {
    const Command& command = job.command;
    if (command.has("NONAME")) user.name.clear();
    if (command.has("NODATA")) user.installation_data.clear();
    if (command.has("NOMODEL")) user.model.clear();
    if (command.has("NOSECLABEL")) user.seclabel.clear();
    if (command.has("NOTSO")) user.segments.erase("TSO");
    if (command.has("NOOMVS")) user.segments.erase("OMVS");
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

void set_segment(const Operand& operand, racf::Segment& segment) {
    for (const Operand& field : operand.operands) {
        if (field.keyword->effect == Effect::None) continue;
        const std::string_view name = field.keyword->name;
        if (name.starts_with("NO")) {
            segment.erase(std::string(name.substr(2)));
        } else if (field.keyword->value.kind != ValueKind::None) {
            segment[std::string(name)] = std::string(field.text());
        }
    }
}

base::Result<bool> user_operands_are_valid(Job& job) {
    auto owner = named_id_is_valid(job, job.command.find("OWNER"), "OWNER");
    if (!owner || !*owner) return owner;
    auto group = named_id_is_valid(job, job.command.find("DFLTGRP"), "DEFAULT GROUP");
    if (!group || !*group) return group;
    return password_characters_are_valid(job);
}

void set_uaudit(Job& job, racf::User& user, bool allowed) {
    set_attribute(job, kUaudit, allowed, user);
}

void set_user_fields(Job& job, racf::User& user, bool audits) {
    const Command& command = job.command;
    if (const Operand* name = command.find("NAME")) user.name = name->text();
    if (const Operand* owner = command.find("OWNER")) user.owner = owner->text();
    if (const Operand* data = command.find("DATA")) user.installation_data = data->text();
    if (const Operand* model = command.find("MODEL")) user.model = model->text();
    if (const Operand* label = command.find("SECLABEL")) user.seclabel = label->text();
    if (const Operand* when = command.find("WHEN")) set_hours(*when, user.hours);
    for (const UserAttribute& attribute : kUserAttributes)
        set_attribute(job, attribute, attribute.given_by == GivenBy::Anyone || job.issuer.special,
                      user);
    if (job.is(CommandId::Altuser)) {
        set_uaudit(job, user, audits);
        remove_fields(job, user);
    }
    if (job.is(CommandId::Altuser) || command.has("CLAUTH")) set_clauth(job, user);
    set_segments(job, user);
}

}  // namespace ptkt::racf_command
