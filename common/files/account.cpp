#include "common/files/account.hpp"

#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <optional>

#include "common/base/text/ascii.hpp"

namespace ptkt::files {

namespace {

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

template <typename Wanted>
std::optional<passwd> find_user(const Wanted& wanted) {
    const File file(std::fopen("/etc/passwd", "re"));
    if (!file) return std::nullopt;
    while (const passwd* entry = ::fgetpwent(file.get()))
        if (wanted(*entry)) return *entry;
    return std::nullopt;
}

std::optional<gid_t> find_group(std::string_view name) {
    const File file(std::fopen("/etc/group", "re"));
    if (!file) return std::nullopt;
    while (const group* entry = ::fgetgrent(file.get()))
        if (entry->gr_name == name) return entry->gr_gid;
    return std::nullopt;
}

std::optional<unsigned> number_of(std::string_view text) {
    unsigned number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

base::Error unknown(std::string_view what, std::string_view name) {
    return base::with_hint(base::fail(base::ErrorKind::NotFound, "no {} '{}' on this system", what,
                                      base::printable(name, 40)),
                           "names are those of /etc/passwd and /etc/group; a number is good too");
}

base::Error cannot(std::string_view what) {
    return base::fail(base::ErrorKind::NotPermitted, "cannot {}: {}", what, std::strerror(errno));
}

}  // namespace

base::Result<Account> parse_account(std::string_view text) {
    const auto colon = text.find(':');
    const std::string_view name = text.substr(0, colon);
    Account account;
    if (name.empty() || colon + 1 == text.size())
        return base::fail(base::ErrorKind::Malformed, "'{}' is not USER or USER:GROUP",
                          base::printable(text, 80));
    const auto number = number_of(name);
    const auto user = find_user([&](const passwd& entry) {
        return number ? entry.pw_uid == *number : entry.pw_name == name;
    });
    if (!user && !number) return unknown("user", name);
    account.user = user ? user->pw_uid : *number;
    if (colon == std::string_view::npos) {
        if (!user)
            return base::fail(base::ErrorKind::Malformed, "user {} has no name here: give the group "
                              "too, USER:GROUP", *number);
        account.group = user->pw_gid;
        return account;
    }
    const std::string_view group = text.substr(colon + 1);
    const auto id = number_of(group);
    const auto found = id ? id : find_group(group);
    if (!found) return unknown("group", group);
    account.group = *found;
    return account;
}

std::string user_name(uid_t user) {
    // The names of the entry are those of the last one that was read.
    std::string name;
    const auto found = find_user([&](const passwd& entry) {
        if (entry.pw_uid == user) name = entry.pw_name;
        return entry.pw_uid == user;
    });
    return found ? name : std::to_string(user);
}

std::string other_owner(const Path& path) {
    struct stat about {};
    if (::stat(path.c_str(), &about) != 0 || about.st_uid == ::geteuid()) return {};
    return user_name(about.st_uid);
}

base::Status make_directory_for(const Path& path, const Account& account) {
    if (auto made = make_directory(path); !made) return made;
    struct stat about {};
    if (::lstat(path.c_str(), &about) != 0) return cannot("look at " + path.string());
    std::error_code error;
    if (about.st_uid != ::geteuid() || !std::filesystem::is_empty(path, error) || error) return {};
    if (::lchown(path.c_str(), account.user, account.group) != 0)
        return cannot("give " + path.string() + " to another user");
    return {};
}

base::Status become(const Account& account) {
    if (account.user == ::geteuid() && ::geteuid() != 0) return {};
    if (::geteuid() != 0)
        return base::fail(base::ErrorKind::NotPermitted, "only root can do this for another user");
    if (::setgroups(0, nullptr) != 0 || ::setgid(account.group) != 0 || ::setuid(account.user) != 0)
        return cannot("become user " + user_name(account.user));
    return {};
}

}  // namespace ptkt::files
