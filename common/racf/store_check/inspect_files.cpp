#include "common/files/bulk.hpp"
#include "common/files/inspect.hpp"
#include "common/racf/store/generation.hpp"
#include "common/racf/store_check/inspect.hpp"

namespace ptkt::store_check {

namespace {

/// What no program needs any more while the store is locked by us: temporary files, snapshots of
/// earlier versions and those that were not finished, and what a finished load had set aside.
bool is_left_over(const store::Layout& layout, const files::Path& path) {
    const std::string name = path.filename().string();
    const bool is_replaced = layout.data() != layout.root() && path.parent_path() == layout.root();
    if (path == layout.adopted_next() || path == layout.publish_next() ||
        (is_replaced && store::is_published(name)))
        return true;
    if (name.starts_with(".tmp.")) return true;
    if (path.parent_path() == layout.snapshots() &&
        (name.ends_with(".mdb") || name.ends_with(".mdb.new")))
        return true;
    return path.parent_path() == layout.data() && name.ends_with(".before");
}

class FileInspector {
  public:
    FileInspector(const Inspection& inspection, const Tell& tell)
        : inspection_(inspection), layout_(inspection.root), tell_(tell) {}

    base::Status look_at(const files::Entry& entry) {
        if (is_inside_removed(entry.path)) return {};
        if (is_left_over(layout_, entry.path)) return left_over(entry);
        if (entry.is_link)
            return tell_({Severity::Error, "link", subject(entry.path),
                          "is a symbolic link, which no program of ours follows"});
        const mode_t right = entry.is_directory ? files::kPrivateDirectory : files::kPrivateFile;
        return entry.mode == right ? base::Status() : wrong_mode(entry, right);
    }

  private:
    [[nodiscard]] std::string subject(const files::Path& path) const {
        const std::string name = path.lexically_relative(inspection_.root).string();
        return "file " + (name == "." ? inspection_.root.string() : name);
    }

    [[nodiscard]] bool is_inside_removed(const files::Path& path) const {
        return !removed_.empty() && path.string().starts_with(removed_ + "/");
    }

    base::Status left_over(const files::Entry& entry) {
        Finding finding{Severity::Warning, "left-over", subject(entry.path),
                        "was left over by a program that was killed"};
        removed_ = entry.path.string();
        if (inspection_.repair) {
            if (auto gone = files::remove_tree(entry.path); !gone) return gone;
            finding.repair = "removed";
        }
        return tell_(finding);
    }

    base::Status wrong_mode(const files::Entry& entry, mode_t right) {
        const bool open = (entry.mode & 077U) != 0;
        Finding finding{open ? Severity::Error : Severity::Warning, "mode", subject(entry.path),
                        fmt::format("has mode {:04o} and should have {:04o}", entry.mode, right)};
        if (inspection_.repair) {
            if (auto set = files::set_mode(entry.path, right); !set) return set;
            finding.repair = fmt::format("set to {:04o}", right);
        }
        return tell_(finding);
    }

    const Inspection& inspection_;
    const store::Layout layout_;
    const Tell& tell_;
    std::string removed_;  ///< the left-over directory that we are in
};

}  // namespace

base::Status inspect_files(const Inspection& inspection, const Tell& tell) {
    FileInspector inspector(inspection, tell);
    return files::walk(inspection.root,
                       [&](const files::Entry& entry) { return inspector.look_at(entry); });
}

}  // namespace ptkt::store_check
