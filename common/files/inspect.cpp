#include "common/files/inspect.hpp"

#include <dirent.h>
#include <sys/stat.h>

#include <cerrno>
#include <memory>

#include "common/files/system_call.hpp"

namespace ptkt::files {

namespace {

base::Result<std::vector<std::string>> names_in(const Path& path) {
    const std::unique_ptr<DIR, int (*)(DIR*)> directory(open_directory(path), ::closedir);
    if (!directory) return failed("read the directory", path);
    std::vector<std::string> names;
    errno = 0;
    while (const dirent* entry = ::readdir(directory.get())) {
        const std::string_view name = entry->d_name;
        if (name != "." && name != "..") names.emplace_back(name);
    }
    if (errno != 0) return failed("read the directory", path);
    return names;
}

}  // namespace

base::Status walk(const Path& root, const std::function<base::Status(const Entry&)>& visit) {
    struct stat about {};
    if (::lstat(root.c_str(), &about) != 0) return failed("look at", root);
    const Entry entry{root, S_ISDIR(about.st_mode), S_ISLNK(about.st_mode),
                      about.st_mode & mode_t{07777}};
    if (auto visited = visit(entry); !visited) return visited;
    if (!entry.is_directory) return {};
    const auto names = names_in(root);
    if (!names) return names.error();
    for (const std::string& name : *names) {
        auto walked = walk(root / name, visit);
        // What goes away while we look was not there.
        if (!walked && walked.error().kind != base::ErrorKind::NotFound) return walked;
    }
    return {};
}

base::Status set_mode(const Path& path, mode_t mode) {
    if (::chmod(path.c_str(), mode) != 0) return failed("change the mode of", path);
    return {};
}

}  // namespace ptkt::files
