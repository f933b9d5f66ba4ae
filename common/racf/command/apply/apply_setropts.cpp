#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "common/racf/command/authority.hpp"
#include "common/racf/command/class_options.hpp"
#include "common/racf/command/class_refresh.hpp"
#include "common/racf/command/password_options.hpp"
#include "common/racf/model/dynamic_classes.hpp"

// SETROPTS. [RACF Command Language Reference, SETROPTS; RACF Messages and Codes, messages
// ICH14nnnI]
namespace ptkt::racf_command {

namespace {

/// What is logged is for the auditors to say, not for SPECIAL. [RACF General User's Guide and RACF
/// Auditor's Guide, tables of the authority that SPECIAL and AUDITOR give]
constexpr std::array<std::string_view, 15> kAuditOperands{
    "AUDIT",         "NOAUDIT",         "SAUDIT",        "NOSAUDIT",        "CMDVIOL",
    "NOCMDVIOL",     "OPERAUDIT",       "NOOPERAUDIT",   "APPLAUDIT",       "NOAPPLAUDIT",
    "SECLABELAUDIT", "NOSECLABELAUDIT", "SECLEVELAUDIT", "NOSECLEVELAUDIT", "LOGOPTIONS"};

constexpr std::array<std::string_view, 14> kSwitches{
    "INITSTATS", "SAUDIT",  "CMDVIOL", "OPERAUDIT",    "APPLAUDIT",  "SECLABELAUDIT", "EGN",
    "ADSP",      "REALDSN", "TAPEDSN", "GENERICOWNER", "COMPATMODE", "MLSTABLE",      "MLQUIET"};

/// They say where a command runs, not what is set.
constexpr std::string_view kAt = "AT";
constexpr std::string_view kOnlyAt = "ONLYAT";

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// What the issuer may do with SETROPTS. AUDITOR changes what is logged, SPECIAL all else; both see
/// the options. REFRESH is decided class by class.
class Authority {
  public:
    explicit Authority(Job& job) : job_(job) {}

    bool may_specify(std::string_view name) const {
        const racf::User& issuer = job_.issuer;
        if (is_one_of(kAuditOperands, name)) return issuer.auditor;
        if (issuer.special) return true;
        if (name == "LIST") return issuer.auditor || issuer.roaudit || has_power_in_a_group();
        const bool refreshable = name == "RACLIST" || name == "GENERIC" || name == "GLOBAL";
        return name == "REFRESH" || (refreshable && job_.command.has("REFRESH"));
    }

    bool sees_audit_options() const {
        return job_.issuer.auditor || job_.issuer.roaudit ||
               has_group_power(job_, GroupPower::Auditor);
    }

    bool may_refresh(std::string_view cls) const {
        const racf::ClassInfo* info = job_.classes().find(cls);
        return job_.issuer.special || job_.issuer.auditor || has_power_in_a_group() ||
               (info != nullptr && may_define_in(job_, *info));
    }

    /// Says which operands are ignored because the issuer may not specify them.
    void find_forbidden() {
        std::string names;
        for (const Operand& given : job_.command.operands) {
            const std::string_view name = given.keyword->name;
            // Where nothing here acts on an operand, nobody is refused it but by its kind.
            const bool judged =
                given.keyword->effect != Effect::None || is_one_of(kAuditOperands, name);
            if (!judged || may_specify(name)) continue;
            forbidden_.push_back(name);
            names += names.empty() ? std::string(name) : ", " + std::string(name);
        }
        if (names.empty()) return;
        job_.say(4, "ICH14002I",
                 fmt::format("NOT AUTHORIZED TO SPECIFY {}; KEYWORD IGNORED.", names));
    }

    /// The operand, unless it is not there or the issuer may not specify it.
    const Operand* operand(std::string_view name) const {
        const bool forbidden =
            std::find(forbidden_.begin(), forbidden_.end(), name) != forbidden_.end();
        const Operand* found = job_.command.find(name);
        return forbidden ? nullptr : found;
    }

  private:
    bool has_power_in_a_group() const {
        return has_group_power(job_, GroupPower::Special) ||
               has_group_power(job_, GroupPower::Auditor);
    }

    Job& job_;
    std::vector<std::string_view> forbidden_;
};

/// One SETROPTS on its way.
struct Work {
    Job& job;
    Authority allowed;
    racf::Options next;
    std::vector<racf::Change> changes;
    bool acted;

    [[nodiscard]] bool refreshing() const { return allowed.operand("REFRESH") != nullptr; }
};

/// What checks see of a class from its RACLIST, GLOBAL or REFRESH on.
class Snapshots {
  public:
    explicit Snapshots(Work& work) : work_(work) {}

    base::Status set_raclist() {
        if (const Operand* off = work_.allowed.operand("NORACLIST")) drop_snapshots(*off);
        const Operand* on = work_.allowed.operand("RACLIST");
        if (on == nullptr) return {};
        for (const Value& named : on->values) {
            if (marked_for_deactivation(named.text)) continue;
            if (work_.refreshing()) {
                refresh_raclist(named.text);
            } else {
                take_snapshots(named.text);
            }
        }
        return takes_snapshot_of(racf::cdt_class())
                   ? refresh_classes(work_.job, work_.next, work_.changes)
                   : base::Status();
    }

    /// GENERIC, GLOBAL and GENLIST with REFRESH. Generic profiles are always read fresh here, so
    /// there is nothing to do for them but to say what cannot be refreshed.
    void refresh_others() {
        if (!work_.refreshing()) return;
        bool related = work_.allowed.operand("RACLIST") != nullptr || work_.job.command.has("WHEN");
        for (const std::string_view name : {"GENERIC", "GLOBAL", "GENLIST"}) {
            const Operand* given = work_.allowed.operand(name);
            if (given == nullptr) continue;
            related = true;
            for (const Value& cls : given->values)
                refresh_other(name, cls.text);
        }
        if (!related && !work_.job.command.has("RACLIST"))
            work_.job.say(4, "ICH14013I", "REFRESH IGNORED. NO RELATED KEYWORDS SPECIFIED.");
    }

    /// The global access tables are in storage from GLOBAL(class) on, as they are then; REFRESH
    /// takes them over again, all of them at once.
    void copy_global_tables() {
        const bool added =
            !std::includes(work_.job.options.global.begin(), work_.job.options.global.end(),
                           work_.next.global.begin(), work_.next.global.end());
        if (work_.next.global.empty()) {
            if (!work_.job.options.global.empty())
                work_.changes.emplace_back(racf::DropSnapshot{racf::global_class()});
        } else if (added || global_refreshed_) {
            work_.changes.emplace_back(racf::TakeSnapshot{racf::global_class()});
        }
    }

  private:
    bool takes_snapshot_of(const racf::ClassName& cls) const {
        return std::ranges::any_of(work_.changes, [&](const racf::Change& change) {
            const auto* taken = std::get_if<racf::TakeSnapshot>(&change);
            return taken != nullptr && taken->cls == cls;
        });
    }

    racf::ClassSet raclist_classes(const std::string& named) const {
        racf::ClassSet classes;
        const racf::ClassTable& table = work_.job.classes();
        const racf::ClassInfo& info = *table.find(named);
        for (const racf::ClassInfo& other : table.all())
            if (racf::share_options(info, other) && raclist_option().allowed(other))
                classes.insert(std::string(other.name));
        return classes;
    }

    bool marked_for_deactivation(const std::string& cls) {
        const Operand* off = work_.allowed.operand("NOCLASSACT");
        if (off == nullptr ||
            !classes_of(work_.job.options, class_option("CLASSACT"), *off).contains(cls))
            return false;
        work_.job.say(4, "ICH14042I",
                      fmt::format("RACLIST of class {} ignored. The class has been marked for "
                                  "de-activation.",
                                  cls));
        return true;
    }

    void take_snapshots(const std::string& named) {
        work_.acted = true;
        for (const std::string& cls : raclist_classes(named))
            if (work_.next.raclist.insert(cls).second)
                work_.changes.emplace_back(racf::TakeSnapshot{class_name(cls)});
    }

    void refresh_raclist(const std::string& named) {
        if (!work_.allowed.may_refresh(named)) {
            work_.job.say(4, "ICH14015I",
                          fmt::format("NOT AUTHORIZED TO REFRESH RACLIST CLASS {}", named));
            return;
        }
        if (!work_.next.is_raclisted(named)) {
            work_.job.say(
                4, "ICH14070I",
                fmt::format("SETROPTS RACLIST REFRESH had no effect on class {}.", named));
            return;
        }
        work_.acted = true;
        for (const std::string& cls : raclist_classes(named))
            if (work_.next.is_raclisted(cls))
                work_.changes.emplace_back(racf::TakeSnapshot{class_name(cls)});
    }

    void drop_snapshots(const Operand& off) {
        work_.acted = true;
        for (const std::string& cls : classes_of(work_.job.options, raclist_option(), off))
            if (work_.next.raclist.erase(cls) > 0)
                work_.changes.emplace_back(racf::DropSnapshot{class_name(cls)});
    }

    void refresh_other(std::string_view name, const std::string& cls) {
        if (!work_.allowed.may_refresh(cls)) {
            work_.job.say(4, "ICH14015I",
                          fmt::format("NOT AUTHORIZED TO REFRESH {} CLASS {}", name, cls));
        } else if (name == "GLOBAL" && cls != "*" && !work_.next.global.contains(cls)) {
            work_.job.say(4, "ICH14016I",
                          fmt::format("CANNOT REFRESH {}, GLOBAL ACCESS CHECKING INACTIVE.", cls));
        } else {
            work_.acted = true;
            global_refreshed_ = global_refreshed_ || name == "GLOBAL";
        }
    }

    Work& work_;
    bool global_refreshed_ = false;
};

class Setter {
  public:
    explicit Setter(Job& job) : work_{job, Authority(job), job.options, {}, false} {}

    base::Status run() {
        work_.allowed.find_forbidden();
        if (!classes_are_valid()) return {};
        set_class_options();
        set_logoptions();
        set_switches();
        set_access_rules();
        set_passwords();
        if (auto done = snapshots_.set_raclist(); !done) return done;
        snapshots_.refresh_others();
        snapshots_.copy_global_tables();
        accept_ignored();
        if (auto done = commit(); !done) return done;
        warn_of_required_raclist();
        if (work_.acted) work_.job.say(0, "ICH14063I", "SETROPTS command complete.");
        if (work_.allowed.operand("LIST") != nullptr)
            work_.job.list(
                OptionsListing{listed_options(work_.next), work_.allowed.sees_audit_options()});
        return {};
    }

  private:
    // Classes.

    bool classes_are_valid() {
        if (!option_is_valid(raclist_option())) return false;
        const auto& options = class_options();
        return std::all_of(options.begin(), options.end(),
                           [&](const ClassOption& option) { return option_is_valid(option); });
    }

    bool option_is_valid(const ClassOption& option) {
        for (const std::string_view name : {option.on, option.off}) {
            const Operand* given = work_.allowed.operand(name);
            const Value* wrong =
                given == nullptr ? nullptr : first_wrong_class(work_.job.options, option, *given);
            if (wrong == nullptr) continue;
            const Prompt& prompt = given->keyword->prompt;
            work_.job.say(8, "IKJ56702I",
                          fmt::format("INVALID {}, {}", prompt.invalid, wrong->text));
            work_.job.say(8, "IKJ56701I", fmt::format("MISSING {}+", prompt.missing));
            work_.job.say(8, "IKJ56701I", fmt::format("MISSING {}", prompt.detail));
            return false;
        }
        return true;
    }

    void set_class_options() {
        for (const ClassOption& option : class_options()) {
            const Operand* on = work_.allowed.operand(option.on);
            // With REFRESH these name what is to be refreshed.
            const bool refreshed =
                work_.refreshing() &&
                (option.on == "GENERIC" || option.on == "GLOBAL" || option.on == "GENLIST");
            if (on != nullptr && !refreshed) switch_on(option, *on);
            if (const Operand* off = work_.allowed.operand(option.off)) switch_off(option, *off);
        }
    }

    void switch_on(const ClassOption& option, const Operand& given) {
        racf::ClassSet classes = classes_of(work_.job.options, option, given);
        // Who may have generic profiles may also define them.
        if (option.on == "GENERIC")
            work_.next.generic_command.insert(classes.begin(), classes.end());
        (work_.next.*option.set).merge(classes);
        work_.acted = true;
    }

    void switch_off(const ClassOption& option, const Operand& given) {
        for (const std::string& cls : classes_of(work_.job.options, option, given))
            (work_.next.*option.set).erase(cls);
        work_.acted = true;
    }

    void set_logoptions() {
        const Operand* given = work_.allowed.operand("LOGOPTIONS");
        if (given == nullptr) return;
        work_.acted = true;
        const ClassOption& audit = class_option("AUDIT");
        for (const Operand& level : given->operands) {
            for (const std::string& cls : classes_of(work_.job.options, audit, level)) {
                for (auto& [other, classes] : work_.next.logoptions)
                    classes.erase(cls);
                // DEFAULT is what the others do not name.
                const std::string name(level.keyword->name);
                if (name != "DEFAULT") work_.next.logoptions[name].insert(cls);
            }
        }
    }

    // Single options.

    void set_switches() {
        for (const std::string_view name : kSwitches) {
            const bool on = work_.allowed.operand(name) != nullptr;
            if (!on && work_.allowed.operand("NO" + std::string(name)) == nullptr) continue;
            work_.next.switches[std::string(name)] = on;
            work_.acted = true;
        }
    }

    void set_flag(std::string_view on, std::string_view off, bool& flag) {
        if (work_.allowed.operand(on) == nullptr && work_.allowed.operand(off) == nullptr) return;
        flag = work_.allowed.operand(on) != nullptr;
        work_.acted = true;
    }

    void set_access_rules() {
        set_flag("GRPLIST", "NOGRPLIST", work_.next.grplist);
        set_flag("ADDCREATOR", "NOADDCREATOR", work_.next.addcreator);
        if (const Operand* days = work_.allowed.operand("INACTIVE")) {
            work_.next.inactive_days = days->values.front().number;
            work_.acted = true;
        }
        if (work_.allowed.operand("NOINACTIVE") != nullptr) {
            work_.next.inactive_days.reset();
            work_.acted = true;
        }
    }

    void set_passwords() {
        const Operand* given = work_.allowed.operand("PASSWORD");
        if (given == nullptr) return;
        set_password_options(*given, work_.next);
        work_.acted = true;
    }

    /// Options that nothing here acts on are set like any other, as far as RACF would say.
    void accept_ignored() {
        for (const Operand& given : work_.job.command.operands) {
            const Keyword& keyword = *given.keyword;
            const bool direction = keyword.name == kAt || keyword.name == kOnlyAt;
            if (keyword.effect == Effect::None && !direction &&
                work_.allowed.may_specify(keyword.name))
                work_.acted = true;
        }
    }

    // The end.

    base::Status commit() {
        // First the options: a snapshot is of a class that is RACLISTed.
        if (work_.next != work_.job.options)
            work_.changes.insert(work_.changes.begin(), racf::Change(racf::PutOptions{work_.next}));
        if (work_.changes.empty()) return {};
        return work_.job.commit(std::move(work_.changes));
    }

    void warn_of_required_raclist() {
        const Operand* on = work_.allowed.operand("CLASSACT");
        if (on == nullptr) return;
        // All that became active, by `*` or by a shared POSIT value too.
        for (const std::string& cls :
             classes_of(work_.job.options, class_option("CLASSACT"), *on)) {
            const racf::ClassInfo* info = work_.job.classes().find(cls);
            if (info == nullptr || info->raclist != racf::RaclistRule::Required) continue;
            if (work_.next.is_raclisted(cls)) continue;
            work_.job.say(0, "ICH14040I",
                          fmt::format("WARNING! You must RACLIST class {} before authorization "
                                      "checking can occur.",
                                      cls));
        }
    }

    Work work_;
    Snapshots snapshots_{work_};
};

}  // namespace

base::Status apply_setropts(Job& job) {
    return Setter(job).run();
}

}  // namespace ptkt::racf_command
