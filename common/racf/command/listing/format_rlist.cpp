#include <fmt/format.h>

#include <initializer_list>

#include "common/racf/command/listing/field_lines.hpp"
#include "common/racf/command/listing/format.hpp"
#include "common/racf/language/dates.hpp"
#include "common/racf/model/key_roles.hpp"
#include "common/racf/model/resource_table.hpp"
#include "common/racf/model/segment_tables.hpp"

namespace ptkt::racf_command {

namespace {

/// The blocks of one profile, a blank line between them.
class Blocks {
  public:
    /// Starts a block with a heading; under each of its words stand as many dashes.
    void start(const std::string& heading) {
        open();
        lines_.push_back(heading);
        std::string dashes = heading;
        for (char& c : dashes)
            if (c != ' ') c = '-';
        lines_.push_back(std::move(dashes));
    }
    /// Starts a block with a heading that is underlined in one stroke.
    void start_underlined(const std::string& heading) {
        open();
        lines_.push_back(heading);
        lines_.emplace_back(heading.size(), '-');
    }
    /// Starts a block whose heading and underlining are given.
    void start(const std::initializer_list<std::string>& heading) {
        open();
        lines_.insert(lines_.end(), heading);
    }
    /// A block of one line.
    void single(std::string text) {
        open();
        lines_.push_back(std::move(text));
    }
    /// A block that is made elsewhere.
    void whole(const Lines& block) {
        open();
        lines_.insert(lines_.end(), block.begin(), block.end());
    }
    void line(std::string text) { lines_.push_back(std::move(text)); }
    Lines take() { return std::move(lines_); }

  private:
    void open() {
        if (!lines_.empty()) lines_.emplace_back();
    }

    Lines lines_;
};

std::string or_none(const std::string& text) {
    return text.empty() ? "NONE" : text;
}

void add_name(const ResourceListing& listing, Blocks& blocks) {
    const racf::Resource& profile = listing.profile;
    blocks.start({"CLASS      NAME", "-----      ----"});
    blocks.line(fmt::format("{:<11}{}{}", profile.cls.str(), profile.name.str(),
                            profile.generic ? " (G)" : ""));
}

void add_class_relations(const ResourceListing& listing, Blocks& blocks) {
    if (listing.cls == nullptr) return;
    if (!listing.cls->grouping.empty()) {
        blocks.start("GROUP CLASS NAME");
        blocks.line(std::string(listing.cls->grouping));
    }
    if (listing.cls->member.empty()) return;
    blocks.start("MEMBER CLASS NAME");
    blocks.line(std::string(listing.cls->member));
    blocks.start("RESOURCES IN GROUP");
    if (listing.profile.members.empty()) blocks.line("NONE");
    for (const std::string& member : listing.profile.members)
        blocks.line(member);
}

void add_level(const ResourceListing& listing, Blocks& blocks) {
    const racf::Resource& profile = listing.profile;
    const std::string_view warning = profile.warning ? "YES" : "NO";
    if (!listing.your_access) {
        blocks.start({"LEVEL  OWNER      UNIVERSAL ACCESS  WARNING",
                      "-----  --------   ----------------  -------"});
        blocks.line(fmt::format(" {:02}    {:<8}        {:<14}{}", profile.level, profile.owner,
                                racf::to_string(profile.uacc), warning));
        return;
    }
    blocks.start({"LEVEL  OWNER      UNIVERSAL ACCESS  YOUR ACCESS  WARNING",
                  "-----  --------   ----------------  -----------  -------"});
    blocks.line(fmt::format(" {:02}    {:<8}        {:<16}{:>7}    {}", profile.level,
                            profile.owner, racf::to_string(profile.uacc),
                            racf::to_string(*listing.your_access), warning));
}

void add_security(Blocks& blocks) {
    blocks.start("SECLEVEL");
    blocks.line("NO SECLEVEL");
    blocks.start("CATEGORIES");
    blocks.line("NO CATEGORIES");
    blocks.start("SECLABEL");
    blocks.line("NO SECLABEL");
}

void add_history(const racf::Resource& profile, Blocks& blocks) {
    blocks.start({"CREATION DATE  LAST REFERENCE DATE  LAST CHANGE DATE",
                  " (DAY) (YEAR)       (DAY) (YEAR)      (DAY) (YEAR)",
                  "-------------  -------------------  ----------------"});
    const DayAndYear created = day_and_year(profile.created);
    const DayAndYear changed = day_and_year(profile.changed);
    if (profile.generic) {
        blocks.line(fmt::format("  {:03}    {:02}      NOT APPLICABLE FOR GENERIC PROFILE",
                                created.day, created.year));
        return;
    }
    blocks.line(fmt::format("  {:03}    {:02}         {:03}    {:02}           {:03}    {:02}",
                            created.day, created.year, changed.day, changed.year, changed.day,
                            changed.year));
}

void add_statistics(const racf::Resource& profile, Blocks& blocks) {
    blocks.start({"ALTER COUNT  CONTROL COUNT  UPDATE COUNT  READ COUNT",
                  "-----------  -------------  ------------  ----------"});
    blocks.line(profile.generic ? "NOT APPLICABLE FOR GENERIC PROFILE"
                                : "  000000        000000         000000       000000");
}

void add_access_list(const racf::Resource& profile, Blocks& blocks) {
    if (profile.generic) {
        blocks.start("USER      ACCESS");
    } else {
        blocks.start({"USER      ACCESS   ACCESS COUNT", "----      ------   ------ -----"});
    }
    if (profile.access.empty()) blocks.line("NO USERS IN ACCESS LIST");
    for (const racf::AccessEntry& entry : profile.access) {
        std::string line = fmt::format("{:<10}{}", entry.id, racf::to_string(entry.access));
        if (!profile.generic) line = fmt::format("{:<22}{:06}", line, entry.count);
        blocks.line(std::move(line));
    }
}

void add_conditional_list(const racf::Resource& profile, Blocks& blocks) {
    if (profile.generic) {
        blocks.start({"   ID     ACCESS   CLASS      ENTITY NAME",
                      "-------- -------  --------   -----------"});
    } else {
        blocks.start({"   ID     ACCESS   ACCESS COUNT   CLASS      ENTITY NAME",
                      "-------- -------  ------------   --------   -----------"});
    }
    if (profile.conditional.empty()) blocks.line("NO ENTRIES IN CONDITIONAL ACCESS LIST");
    for (const racf::ConditionalEntry& entry : profile.conditional) {
        std::string line =
            fmt::format("{:<9}{:<9}", entry.entry.id, racf::to_string(entry.entry.access));
        if (!profile.generic) line += fmt::format("   {:06}      ", entry.entry.count);
        blocks.line(line + fmt::format("{:<11}{}", entry.condition, entry.name));
    }
}

std::string legacy_key_text(const racf::LegacyKey& key) {
    switch (key.form) {
        case racf::LegacyKeyForm::Masked:
            return "KEYMASKED DATA NOT DISPLAYABLE";
        case racf::LegacyKeyForm::Encrypted:
            return "KEYENCRYPTED LABEL: " + key.label;
        case racf::LegacyKeyForm::Label:
            return "KEYLABEL: " + key.label;
    }
    return {};
}

void add_ssignon(const racf::Resource& profile, Blocks& blocks) {
    if (!racf::is_defined(profile.ssignon)) {
        blocks.single("NO SSIGNON INFORMATION");
        return;
    }
    const racf::Ssignon& ssignon = *profile.ssignon;
    blocks.start_underlined("SSIGNON INFORMATION");
    if (ssignon.legacy) blocks.line("Legacy PassTicket: " + legacy_key_text(*ssignon.legacy));
    if (!ssignon.enhanced_label.empty()) {
        blocks.line("Enhanced PassTicket: Key label = " + ssignon.enhanced_label);
        blocks.line(
            fmt::format("Enhanced PassTicket: Type = {}",
                        ssignon.effective_type() == racf::TicketType::Upper ? "UPPER" : "MIXED"));
    }
    blocks.line(
        fmt::format("Enhanced PassTicket: Timeout = {:08}", ssignon.effective_timeout().count()));
    blocks.line(fmt::format("Enhanced PassTicket: Replay allowed = {}",
                            ssignon.effective_replay() ? "YES" : "NO"));
}

void add_auditing(const ResourceListing& listing, Blocks& blocks) {
    const racf::Resource& profile = listing.profile;
    if (listing.security) add_security(blocks);
    blocks.start("AUDITING");
    blocks.line(audit_text(profile.audit));
    if (!profile.global_audit.success && !profile.global_audit.failures) return;
    blocks.start_underlined("GLOBALAUDIT");
    blocks.line(audit_text(profile.global_audit));
}

/// A field with a heading of its own.
void add_block(const racf::Resource& profile, const racf::Field<racf::Resource>& field,
               Blocks& blocks) {
    racf::visit_member(profile, field, [&](const auto& value) {
        if constexpr (std::is_same_v<decltype(value), const std::string&>) {
            blocks.start_underlined(std::string(field.listed.label));
            blocks.line(value.empty() ? std::string(field.listed.none) : value);
        }
    });
}

void add_base(const ResourceListing& listing, Blocks& blocks) {
    const racf::Resource& profile = listing.profile;
    add_class_relations(listing, blocks);
    add_level(listing, blocks);
    for (const racf::Field<racf::Resource>* field : racf::kResourceListedOrder) {
        if (field->listed.as != racf::ListedAs::Block) continue;
        if (field->key == "audit") {
            add_auditing(listing, blocks);
        } else {
            add_block(profile, *field, blocks);
        }
    }
    if (listing.history) add_history(profile, blocks);
    if (listing.statistics) add_statistics(profile, blocks);
    if (listing.access_lists) {
        add_access_list(profile, blocks);
        add_conditional_list(profile, blocks);
    }
}

void add_resource_groups(const std::vector<std::string>& groups, Blocks& blocks) {
    blocks.start("RESOURCE GROUPS");
    if (groups.empty()) blocks.line("NONE");
    for (const std::string& group : groups)
        blocks.line(group);
}

}  // namespace

std::string audit_text(const racf::Auditing& audit) {
    if (audit.success && audit.success == audit.failures)
        return fmt::format("ALL({})", racf::to_string(*audit.success));
    std::string text;
    if (audit.success) text = fmt::format("SUCCESS({})", racf::to_string(*audit.success));
    if (audit.failures)
        text += fmt::format("{}FAILURES({})", text.empty() ? "" : ",",
                            racf::to_string(*audit.failures));
    return or_none(text);
}

Lines format(const ResourceListing& listing) {
    Blocks blocks;
    add_name(listing, blocks);
    if (listing.base) add_base(listing, blocks);
    if (listing.resource_groups) add_resource_groups(*listing.resource_groups, blocks);
    for (const std::string& segment : listing.segments) {
        if (segment == "SSIGNON") {
            add_ssignon(listing.profile, blocks);
        } else {
            blocks.whole(segment_lines(listing.profile.segments, racf::kResourceSegments, segment));
        }
    }
    return blocks.take();
}

}  // namespace ptkt::racf_command
