#include "common/racf/store_check/integrity.hpp"

#include <algorithm>
#include <functional>
#include <optional>

#include "common/files/bulk.hpp"
#include "common/files/checksum.hpp"
#include "common/formats/toml/parse.hpp"
#include "common/racf/store/checked_text.hpp"
#include "common/racf/store/description.hpp"
#include "common/racf/store/text/profile_text.hpp"

namespace ptkt::store_check {

namespace {

constexpr std::string_view kAll = "all";

/// What is wrong with a text besides its checksum; nothing when it would do.
using Fault = std::optional<base::TextError>;

/// One text of the store.
struct Text {
    files::Path path;
    std::string subject;
    std::function<Fault(std::string_view)> fault;
    bool essential = false;  ///< without it the store does not open
};

Fault misplaced() {
    return base::TextError{{}, "this is another profile than its name says"};
}

/// A judge of profiles: well-formed, and the one that the file's name says.
template <typename T, typename IsRight>
std::function<Fault(std::string_view)> judge(store::Parsed<T> (*parse)(std::string_view),
                                             IsRight is_right) {
    return [parse, is_right](std::string_view text) -> Fault {
        auto parsed = parse(text);
        if (!parsed) return std::move(parsed).error();
        return is_right(*parsed) ? Fault() : misplaced();
    };
}

/// For texts whose content is sealed: the seal says whether it is right.
Fault no_fault(std::string_view) {
    return {};
}

/// The description of a newer version is not ours to judge.
Fault of_newer_format(std::string_view text) {
    const auto table = toml::parse(text);
    if (!table || files::checksum_of(text) == files::Checksum::Wrong) return {};
    if (table->integer("format").value_or(0) <= store::kFormat) return {};
    return base::TextError{{}, "this is a store of a newer version"};
}

class TextInspector {
  public:
    TextInspector(const Inspection& inspection, const Tell& tell)
        : inspection_(inspection), layout_(inspection.root), tell_(tell) {}

    base::Result<std::set<std::string>> run() {
        for (const Text& text : texts_of_store())
            if (auto done = look_at(text); !done) return std::move(done).error();
        if (auto done = look_at_profiles(); !done) return std::move(done).error();
        for (const std::string& name : inspection_.accept)
            if (name != kAll && !accepted_.contains(name))
                if (auto told = tell_({Severity::Error, "not-accepted", name,
                                       "there is no altered profile or file of this name"});
                    !told)
                    return std::move(told).error();
        return std::move(broken_);
    }

  private:
    [[nodiscard]] std::vector<Text> texts_of_store() const {
        const auto options = [](std::string_view text) -> Fault {
            auto parsed = store::parse_options(text);
            return parsed ? Fault() : Fault(std::move(parsed).error());
        };
        return {{layout_.description(), "store", of_newer_format, true},
                {layout_.options(), "options", options, true},
                {layout_.master_check(), "master-key check", no_fault, true},
                {layout_.rekey(), "change of the master key", no_fault, true},
                {layout_.generation(), "generation", no_fault, false}};
    }

    base::Status look_at_profiles() {
        const auto judge_user = [](const std::string& name) {
            return judge<racf::User>(&store::parse_user,
                                     [name](const auto& one) { return one.id.str() == name; });
        };
        auto done = look_at_each(layout_.users(), "user ", judge_user);
        if (done) done = look_at_each(layout_.published_users(), "published user ", judge_user);
        if (!done) return done;
        done = look_at_each(layout_.groups(), "group ", [](const std::string& name) {
            return judge<racf::Group>(&store::parse_group,
                                      [name](const auto& one) { return one.id.str() == name; });
        });
        if (!done) return done;
        const auto classes = store::classes_on_disk(layout_);
        if (!classes) return {};  // told by whoever reads the profiles
        for (const racf::ClassName& cls : *classes) {
            done = look_at_each(layout_.cls(cls), fmt::format("profile {} ", cls.str()),
                                [cls](const std::string& name) {
                                    return judge<racf::Resource>(
                                        &store::parse_resource, [cls, name](const auto& one) {
                                            return one.cls == cls && one.name.str() == name;
                                        });
                                });
            if (!done) return done;
        }
        return look_at_each(layout_.vault(), "key ", [](const std::string&) { return no_fault; });
    }

    /// Every text of a directory, and every one of which there is only the copy.
    template <typename Judge>
    base::Status look_at_each(const files::Path& directory, const std::string& what, Judge judge) {
        auto names = files::list_directory(directory, store::kTextSuffix);
        auto copies = files::list_directory(layout_.copy_of(directory), store::kTextSuffix);
        if (!names || !copies) return {};  // told by whoever reads the profiles
        std::set<std::string> all(names->begin(), names->end());
        all.insert(copies->begin(), copies->end());
        for (const std::string& file : all) {
            const std::string name = store::decoded_name(file);
            if (auto done = look_at({directory / (file + std::string(store::kTextSuffix)),
                                     what + name, judge(name)});
                !done)
                return done;
        }
        return {};
    }

    base::Status look_at(const Text& text) {
        const auto content = files::read_if_there(text.path, store::kTextLimit);
        if (!content) return {};  // told by whoever needs it
        const auto copy = files::read_if_there(layout_.copy_of(text.path), store::kTextLimit);
        const std::string* good = nullptr;
        if (copy && *copy && files::checksum_of(**copy) == files::Checksum::Right) good = &**copy;
        if (!*content)
            return good == nullptr || text.fault(*good)
                       ? base::Status()
                       : mend(text, "missing", text.path.string() + " is missing", good, {});
        if (files::checksum_of(**content) == files::Checksum::Right) {
            if (inspection_.repair && text.path != layout_.description() &&
                (good == nullptr || *good != **content))
                store::keep_copy(layout_, text.path, **content);
            return {};
        }
        auto fault = text.fault(**content);
        const std::string what = store::altered(text.path, **content, fault).what;
        if (is_accepted(text) && !fault) return accept(text, what, **content);
        return mend(text, fault ? "unreadable" : "altered", what, good, **content);
    }

    [[nodiscard]] bool is_accepted(const Text& text) {
        bool yes = false;
        for (const std::string& name : inspection_.accept) {
            std::error_code failure;
            const bool is_it = name == text.subject || inspection_.root / name == text.path ||
                               std::filesystem::equivalent(files::Path(name), text.path, failure);
            if (is_it) accepted_.insert(name);
            yes = yes || is_it || name == kAll;
        }
        return yes;
    }

    base::Status accept(const Text& text, const std::string& what, const std::string& content) {
        std::string unsealed = files::without_checksum(content);
        auto written = text.path == layout_.description()
                           ? store::write_description(layout_, std::move(unsealed))
                           : store::replace_text(layout_, text.path, std::move(unsealed));
        if (!written) return written;
        return tell_({Severity::Error, "altered", text.subject, what, std::string(kAccepted)});
    }

    base::Status mend(const Text& text, std::string_view kind, std::string what,
                      const std::string* copy, const std::string& damaged) {
        const bool is_description = text.path == layout_.description();
        const bool possible =
            is_description ? !text.fault(damaged) : copy != nullptr && !text.fault(*copy);
        if (!inspection_.repair || !possible) {
            broken_.insert(text.subject);
            if (text.essential) return {};
            if (!possible) what += "; it has no sound copy";
            return tell_({Severity::Error, kind, text.subject, std::move(what)});
        }
        std::string repair = is_description ? "written again" : "restored from its copy";
        if (!damaged.empty()) {
            const files::Path aside =
                layout_.damaged() / text.path.lexically_relative(inspection_.root);
            if (auto kept = store::write_making_directories(layout_.damaged(), aside, damaged);
                !kept)
                return kept;
            repair += fmt::format("; what was there is in {}", aside.string());
        }
        auto restored = is_description ? store::write_description(layout_, new_description())
                                       : files::write_atomically(text.path, *copy);
        if (!restored) return restored;
        return tell_({Severity::Error, kind, text.subject, std::move(what), std::move(repair)});
    }

    /// What little a description has; when profiles stand aside, a load was cut off.
    [[nodiscard]] std::string new_description() const {
        std::string text = store::description_of(inspection_.now);
        for (const files::Path& directory : {layout_.users(), layout_.groups()})
            if (files::stamp(store::aside_of_load(directory)))
                return text + std::string(store::kLoadingMark);
        return text;
    }

    const Inspection& inspection_;
    store::Layout layout_;
    const Tell& tell_;
    std::set<std::string> broken_;
    std::set<std::string> accepted_;
};

}  // namespace

base::Result<std::set<std::string>> inspect_texts(const Inspection& inspection, const Tell& tell) {
    return TextInspector(inspection, tell).run();
}

}  // namespace ptkt::store_check
